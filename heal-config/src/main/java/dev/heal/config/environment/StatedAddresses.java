package dev.heal.config.environment;

import dev.heal.config.environment.HostEnvironment.Fact;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Addresses and credentials that variables of other programs state, under the names by which settings ask for them:
 * {@code database.url} (a JDBC URL without credentials), {@code database.user}, {@code database.password}, {@code redis.url} and
 * {@code qdrant.host}. Taken as they stand: nothing is guessed and nothing is looked for. Pure.
 */
final class StatedAddresses {

    /** The most telling variable of each name first. */
    private static final Map<String, List<String>> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("database.url", List.of("SPRING_DATASOURCE_URL", "JDBC_DATABASE_URL"));
        NAMES.put("database.user", List.of("SPRING_DATASOURCE_USERNAME", "JDBC_DATABASE_USERNAME", "PGUSER"));
        NAMES.put("database.password", List.of("SPRING_DATASOURCE_PASSWORD", "JDBC_DATABASE_PASSWORD", "PGPASSWORD"));
        NAMES.put("redis.url", List.of("SPRING_DATA_REDIS_URL", "REDIS_URL"));
    }

    private StatedAddresses() {}

    static List<Fact> facts(Map<String, String> variables) {
        List<Fact> facts = new ArrayList<>();
        NAMES.forEach((fact, names) -> names.stream()
                .filter(name -> !variables.getOrDefault(name, "").isBlank())
                .findFirst()
                .ifPresent(name -> facts.add(new Fact(fact, variables.getOrDefault(name, ""), "env:" + name))));
        database(variables, facts);
        postgres(variables, facts);
        URI qdrant = uri(variables.getOrDefault("QDRANT_URL", ""));
        if (qdrant != null && qdrant.getHost() != null) {
            facts.add(new Fact("qdrant.host", qdrant.getHost(), "env:QDRANT_URL"));
        }
        return facts;
    }

    /** {@code postgres://user:password@host:port/name}, as platforms state it. */
    private static void database(Map<String, String> variables, List<Fact> facts) {
        URI uri = uri(variables.getOrDefault("DATABASE_URL", ""));
        String scheme = uri == null ? "" : String.valueOf(uri.getScheme());
        String driver = switch (scheme) {
            case "postgres", "postgresql" -> "postgresql";
            case "mysql", "mariadb" -> scheme;
            default -> "";
        };
        if (uri == null || driver.isEmpty() || uri.getHost() == null) {
            return;
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        add(
                facts,
                "database.url",
                "jdbc:" + driver + "://" + uri.getHost() + port + uri.getRawPath() + query,
                "DATABASE_URL");
        String user = uri.getRawUserInfo();
        if (user != null) {
            String[] parts = user.split(":", 2);
            add(facts, "database.user", decoded(parts[0]), "DATABASE_URL");
            if (parts.length == 2) {
                add(facts, "database.password", decoded(parts[1]), "DATABASE_URL");
            }
        }
    }

    private static void postgres(Map<String, String> variables, List<Fact> facts) {
        String host = variables.getOrDefault("PGHOST", "");
        if (!host.isBlank() && !host.startsWith("/")) {
            String port = variables.getOrDefault("PGPORT", "5432");
            String name = variables.getOrDefault("PGDATABASE", variables.getOrDefault("PGUSER", ""));
            add(facts, "database.url", "jdbc:postgresql://" + host + ":" + port + "/" + name, "PGHOST");
        }
    }

    private static void add(List<Fact> facts, String name, String value, String variable) {
        if (facts.stream().noneMatch(fact -> fact.name().equals(name))) {
            facts.add(new Fact(name, value, "env:" + variable));
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    private static @Nullable URI uri(String text) {
        try {
            return text.isBlank() ? null : new URI(text.strip());
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
