package dev.heal.testbed.qdrant;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.StatusRuntimeException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * The accepted requests of a server, in order, in one file. Every record is handed to the operating system in one write
 * before {@link #append} returns, so the end of the process loses nothing; a power failure may.
 *
 * <pre>
 * record  = length:int32 crc32:int32 code:int8 body:byte[length]    (big endian; crc over code and body)
 * body    = the protobuf request of the mutation with that code,
 *           or for code 0: next operation:int64, collection name in UTF-8
 * </pre>
 *
 * <p>A last record that ends before its length was being written when the process ended, and was never acknowledged:
 * it is cut off. Any other damage is an error. Not thread-safe.
 */
final class RequestLog implements Closeable {
    private static final String FILE = "requests.log";
    private static final String UNFINISHED = FILE + ".new";
    private static final int HEADER = 4 + 4 + 1;
    private static final int OPERATIONS = 0;
    private static final Map<Integer, Mutation<?>> KINDS =
            Mutation.ALL.stream().collect(Collectors.toUnmodifiableMap(Mutation::code, Function.identity()));

    private final Path file;
    private final FileChannel lockFile;
    private FileChannel channel;

    /** Receives the records of a log in their order. */
    interface Replay {
        <T extends Message> void request(Mutation<T> kind, T request);

        void operations(String collection, long next);
    }

    /** Writes one record. */
    interface Sink {
        <T extends Message> void request(Mutation<T> kind, T request) throws IOException;

        void operations(String collection, long next) throws IOException;
    }

    /** Sends records to a sink. */
    @FunctionalInterface
    interface Source {
        void writeTo(Sink sink) throws IOException;
    }

    private RequestLog(Path file, FileChannel lockFile, FileChannel channel) {
        this.file = file;
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /** Opens the log of a storage directory for this process alone. */
    static RequestLog open(Path directory) throws IOException {
        Files.createDirectories(directory);
        FileChannel lockFile =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            requireLock(lockFile, directory);
            Files.deleteIfExists(directory.resolve(UNFINISHED));
            Path file = directory.resolve(FILE);
            return new RequestLog(file, lockFile, openFile(file));
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    private static void requireLock(FileChannel lockFile, Path directory) throws IOException {
        FileLock held;
        try {
            held = lockFile.tryLock();
        } catch (OverlappingFileLockException alreadyOpenInThisProcess) {
            held = null;
        }
        if (held == null) {
            throw new IOException("qdrant storage '" + directory
                    + "': is in use by another server; stop it or use another directory");
        }
    }

    private static FileChannel openFile(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    long size() throws IOException {
        return channel.size();
    }

    void append(Mutation<?> kind, Message request) throws IOException {
        long before = channel.size();
        try {
            write(channel, kind.code(), request.toByteArray());
        } catch (IOException e) {
            // A record that is only half there must not stand before the next one.
            channel.truncate(before);
            throw e;
        }
    }

    private static void write(FileChannel to, int code, byte[] body) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(HEADER + body.length)
                .putInt(body.length)
                .putInt(checksum(code, body))
                .put((byte) code)
                .put(body)
                .flip();
        while (buffer.hasRemaining()) {
            to.write(buffer);
        }
    }

    private static int checksum(int code, byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(code);
        crc.update(body);
        return (int) crc.getValue();
    }

    /** Sends every whole record to {@code replay} and cuts off a torn last one. */
    void replay(Replay replay) throws IOException {
        long size = channel.size();
        long good = 0;
        try (InputStream stream = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(new BufferedInputStream(stream, 1 << 16))) {
            while (size - good >= HEADER) {
                int length = in.readInt();
                int crc = in.readInt();
                int code = in.readUnsignedByte();
                if (length < 0) {
                    throw damaged(good, "a length of " + length);
                }
                if (size - good - HEADER < length) {
                    break;
                }
                byte[] body = in.readNBytes(length);
                if (crc != checksum(code, body)) {
                    throw damaged(good, "a wrong checksum");
                }
                try {
                    dispatch(replay, code, body, good);
                } catch (StatusRuntimeException refused) {
                    throw damaged(good, "a request that is refused (" + refused.getMessage() + ")");
                }
                good += HEADER + (long) length;
            }
        }
        if (good < size) {
            channel.truncate(good);
        }
    }

    private void dispatch(Replay replay, int code, byte[] body, long at) throws IOException {
        if (code == OPERATIONS) {
            ByteBuffer buffer = ByteBuffer.wrap(body);
            long next = buffer.getLong();
            replay.operations(StandardCharsets.UTF_8.decode(buffer).toString(), next);
            return;
        }
        Mutation<?> kind = KINDS.get(code);
        if (kind == null) {
            throw damaged(at, "the unknown code " + code);
        }
        dispatch(replay, kind, body);
    }

    private static <T extends Message> void dispatch(Replay replay, Mutation<T> kind, byte[] body)
            throws InvalidProtocolBufferException {
        replay.request(kind, kind.parser().parseFrom(body));
    }

    private IOException damaged(long at, String what) {
        return new IOException("qdrant storage '" + file + "': record at byte " + at + " has " + what
                + "; restore the file or start with an empty directory");
    }

    /** Puts the given records in the place of all records, at once: a crash leaves the old file or the new one. */
    void replaceWith(Source source) throws IOException {
        Path fresh = file.resolveSibling(UNFINISHED);
        try (FileChannel to = openFile(fresh)) {
            source.writeTo(new Sink() {
                @Override
                public <T extends Message> void request(Mutation<T> kind, T request) throws IOException {
                    write(to, kind.code(), request.toByteArray());
                }

                @Override
                public void operations(String collection, long next) throws IOException {
                    write(to, OPERATIONS, operationsBody(collection, next));
                }
            });
            to.force(true);
        }
        channel.close();
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        channel = openFile(file);
    }

    private static byte[] operationsBody(String collection, long next) {
        byte[] name = collection.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + name.length)
                .putLong(next)
                .put(name)
                .array();
    }

    @Override
    public void close() throws IOException {
        try (lockFile) {
            channel.close();
        }
    }
}
