package dev.heal.chaos;

import dev.heal.testbed.FaultProxy;
import dev.heal.testbed.Testbed;
import java.util.EnumMap;
import java.util.Map;

/** The ways from an application to its servers: straight, or each through a proxy that can disturb it. */
final class Network implements AutoCloseable {

    static final String HOST = "127.0.0.1";

    private final Map<Way, Integer> servers;
    private final Map<Way, FaultProxy> proxies = new EnumMap<>(Way.class);

    /** To what. */
    enum Way {
        POSTGRES,
        REDIS,
        VECTORS,
        SITE
    }

    private Network(Map<Way, Integer> servers) {
        this.servers = servers;
    }

    static Network of(Testbed testbed, Site site, boolean proxied) {
        Network network = new Network(Map.of(
                Way.POSTGRES, testbed.postgres().port(),
                Way.REDIS, testbed.redis().port(),
                Way.VECTORS, testbed.qdrant().port(),
                Way.SITE, site.port()));
        if (proxied) {
            network.servers.forEach((way, port) -> network.proxies.put(way, FaultProxy.launch(HOST, port)));
        }
        return network;
    }

    /** The port that the application is told. */
    int port(Way way) {
        FaultProxy proxy = proxies.get(way);
        return proxy == null ? server(way) : proxy.port();
    }

    /** The server's own port. */
    int server(Way way) {
        return servers.getOrDefault(way, 0);
    }

    FaultProxy proxy(Way way) {
        FaultProxy proxy = proxies.get(way);
        if (proxy == null) {
            throw new IllegalStateException("network: the fault must declare its paths PROXIED to disturb " + way);
        }
        return proxy;
    }

    @Override
    public void close() {
        proxies.values().forEach(FaultProxy::close);
    }
}
