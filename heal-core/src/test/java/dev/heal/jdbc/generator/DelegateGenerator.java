package dev.heal.jdbc.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the delegates of {@code dev.heal.jdbc}: one final class for each JDBC interface, with every method of it. To write
 * them anew: {@code ./mvnw -q test -pl heal-core -am -Dtest=DelegatesTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dheal.generate=true}.
 */
public final class DelegateGenerator {

    private DelegateGenerator() {}

    /** Writes all of them below a source root. */
    static void write(Path sourceRoot) throws IOException {
        for (Delegate delegate : Delegate.ALL) {
            Files.writeString(file(sourceRoot, delegate), delegate.source());
        }
    }

    static Path file(Path sourceRoot, Delegate delegate) {
        return sourceRoot.resolve(Delegate.PACKAGE.replace('.', '/')).resolve(delegate.name() + ".java");
    }

    /**
     * Writes all of them.
     *
     * @param arguments the source root, such as {@code heal-core/src/main/java}
     * @throws IOException if a file cannot be written
     */
    public static void main(String... arguments) throws IOException {
        write(Path.of(arguments[0]));
    }
}
