package dev.heal.chaos.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.EpollProvider;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import java.util.concurrent.TimeUnit;

/** The clients as their documentation sets them up. */
final class DocumentedClients {

    private static final int STARTS = 20;

    private DocumentedClients() {}

    static HikariDataSource pool(String jdbcUrl, DocumentedSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.addDataSourceProperty("socketTimeout", settings.text("jdbc.socketTimeoutSeconds"));
        config.addDataSourceProperty("tcpKeepAlive", settings.text("jdbc.tcpKeepAlive"));
        return new HikariDataSource(config);
    }

    static QdrantClient qdrant(int port, DocumentedSettings settings) {
        ManagedChannel channel = NettyChannelBuilder.forAddress(Servers.QDRANT_HOST, port)
                .usePlaintext()
                .keepAliveTime(settings.duration("qdrant.keepAliveTime").toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(settings.duration("qdrant.keepAliveTimeout").toMillis(), TimeUnit.MILLISECONDS)
                .build();
        return new QdrantClient(QdrantGrpcClient.newBuilder(channel, true, false)
                .withTimeout(settings.duration("qdrant.timeout"))
                .build());
    }

    static RedisClient redis(String uri, DocumentedSettings settings) {
        ClientResources resources = ClientResources.builder()
                .reconnectDelay(Delay.fullJitter(
                        settings.duration("redis.reconnectDelayMin"),
                        settings.duration("redis.reconnectDelayMax"),
                        settings.duration("redis.reconnectDelayMin").toMillis(),
                        TimeUnit.MILLISECONDS))
                .build();
        RedisURI address = RedisURI.create(uri);
        address.setTimeout(settings.duration("redis.commandTimeout"));
        RedisClient client = RedisClient.create(resources, address);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(settings.duration("redis.commandTimeout")))
                .socketOptions(socket(settings))
                .build());
        return client;
    }

    /** A JVM that has just begun may need longer than the time-out: whoever starts it would start it again. */
    static StatefulRedisConnection<byte[], byte[]> connect(RedisClient redis) {
        for (int tries = 1; ; tries++) {
            try {
                return redis.connect(ByteArrayCodec.INSTANCE);
            } catch (RedisException e) {
                if (tries == STARTS) {
                    throw e;
                }
            }
        }
    }

    private static SocketOptions socket(DocumentedSettings settings) {
        SocketOptions.Builder options = SocketOptions.builder()
                .connectTimeout(settings.duration("redis.connectTimeout"))
                .keepAlive(SocketOptions.KeepAliveOptions.builder()
                        .enable()
                        .idle(settings.duration("redis.keepAliveIdle"))
                        .interval(settings.duration("redis.keepAliveInterval"))
                        .count(settings.number("redis.keepAliveCount"))
                        .build());
        // Lettuce sets it through a native transport only, and refuses to connect without
        if (EpollProvider.isAvailable()) {
            options.tcpUserTimeout(SocketOptions.TcpUserTimeoutOptions.builder()
                    .enable()
                    .tcpUserTimeout(settings.duration("redis.tcpUserTimeout"))
                    .build());
        }
        return options.build();
    }
}
