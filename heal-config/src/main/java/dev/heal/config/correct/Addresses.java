package dev.heal.config.correct;

import dev.heal.config.schema.Key;
import dev.heal.config.schema.ValueType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads hosts and URLs. Only what stands round an address or between two is ever changed. The rules N2 to N4. Pure.
 */
final class Addresses {

    private static final Pattern LIST_MARK = Pattern.compile("[,;\\s]+");
    private static final Set<String> WIDE = Set.of("0.0.0.0", "::", "[::]", "0:0:0:0:0:0:0:0");
    private static final Pattern JDBC = Pattern.compile("jdbc:([a-z][a-z0-9+_\\-]*):(.+)");
    /** The sub-protocols of common drivers, each with what must follow it. */
    private static final List<String> DRIVERS = List.of(
            "postgresql:",
            "mysql:",
            "mariadb:",
            "h2:",
            "sqlserver://",
            "oracle:thin:",
            "oracle:oci:",
            "db2:",
            "sqlite:",
            "hsqldb:",
            "derby:",
            "clickhouse:",
            "duckdb:",
            "snowflake:",
            "redshift:",
            "cockroachdb:",
            "jtds:",
            "trino:",
            "tc:",
            "otel:",
            "aws-wrapper:",
            "p6spy:");

    private static final Set<String> WITH_HOSTS = Set.of("postgresql", "mysql", "mariadb", "redshift");

    /** Names that could be hosts and hardly are. */
    private static final Set<String> WORDS = Set.of(
            "any", "all", "none", "null", "true", "false", "yes", "no", "on", "off", "public", "default", "auto");

    private Addresses() {}

    static Reading read(Key key, String written) {
        String plain = Noise.plainlyStripped(written);
        String bare = unwrapped(plain);
        boolean list = key.type() == ValueType.HOSTPORT_LIST || key.type() == ValueType.URL_LIST;
        Reading reading = list ? list(key, bare) : one(key, bare);
        // a URL holds no blanks, so one after it is a slip, if a harmless one
        boolean trailing = key.type() == ValueType.JDBC_URL && !plain.equals(written);
        return bare.equals(plain) && !trailing
                ? reading
                : reading.after(List.of(Step.ofValue(
                        Action.CORRECT, "N4", "has blanks or quotes round it, which are no part of it", false)));
    }

    private static Reading one(Key key, String text) {
        String reason = switch (key.type()) {
            case HOST -> hostFault(text);
            case JDBC_URL -> jdbcFault(text);
            default -> urlFault(text);
        };
        if (!reason.isEmpty()) {
            return Reading.refused("N2", reason + ": an address is never guessed");
        }
        return key.type() == ValueType.HOST && WIDE.contains(text)
                ? Reading.warned("N3", text, "listens to everybody; it is obeyed")
                : Reading.valid(text);
    }

    private static Reading list(Key key, String text) {
        List<String> items = new ArrayList<>();
        boolean empty = false;
        for (String item : LIST_MARK.splitAsStream(text).toList()) {
            String reason = item.isEmpty() ? "" : fault(key, item);
            if (!reason.isEmpty()) {
                return Reading.refused("N2", reason + ": an address is never guessed");
            } else if (!item.isEmpty()) {
                items.add(item);
            }
        }
        for (String item : text.split(",", -1)) {
            empty |= item.isBlank();
        }
        String value = String.join(",", items);
        if (items.isEmpty()) {
            return Reading.refused("N2", "must be " + Kinds.described(key));
        } else if (items.contains("*")) {
            return Reading.warned("N3", value, "is open to everybody; it is obeyed");
        } else if (empty) {
            return Reading.warned("N4", value, "has a comma without an address; the others are used");
        }
        boolean commas = text.split(",", -1).length == items.size();
        return commas
                ? Reading.valid(value)
                : Reading.spelled("N4", value, "has other marks than commas between its addresses");
    }

    private static String fault(Key key, String item) {
        if (key.type() == ValueType.URL_LIST) {
            return item.equals("*") ? "" : webFault(item);
        }
        int colon = item.lastIndexOf(':');
        if (colon < 0) {
            return "'" + item + "' must have a port";
        }
        String host = item.substring(0, colon);
        boolean literal = host.startsWith("[") && host.endsWith("]");
        String fault = literal ? hostFault(host.substring(1, host.length() - 1)) : hostFault(host);
        return !fault.isEmpty() ? fault : host.contains(":") && !literal ? notAHost(host) : portFault(item, colon);
    }

    private static String portFault(String item, int colon) {
        String port = item.substring(colon + 1);
        boolean fine = port.matches("[0-9]{1,5}") && Integer.parseInt(port) <= 65_535 && Integer.parseInt(port) > 0;
        return fine ? "" : "'" + item + "' must have a port in [1, 65535]";
    }

    private static String hostFault(String host) {
        String plain = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (Hosts.isAddress(plain)) {
            return "";
        } else if (plain.length() != host.length() || !Hosts.isName(host)) {
            return notAHost(host);
        }
        String lower = host.toLowerCase(Locale.ROOT);
        if (WORDS.contains(lower)) {
            return "'" + host + "' is no host but a word";
        }
        return Slips.isSlip(lower, "localhost") ? "'" + host + "' looks like localhost" : "";
    }

    private static String notAHost(String host) {
        return "'" + host + "' is no host name or IP address";
    }

    private static String webFault(String text) {
        String fault = urlFault(text);
        if (!fault.isEmpty()) {
            return fault;
        }
        String scheme = String.valueOf(URI.create(text).getScheme()).toLowerCase(Locale.ROOT);
        return scheme.equals("http") || scheme.equals("https") ? "" : "must be http or https, was " + scheme;
    }

    private static String urlFault(String text) {
        try {
            URI uri = new URI(text);
            String host = uri.getHost();
            if (uri.getScheme() == null || host == null) {
                return "must be an absolute URL with a host";
            } else if (uri.getPort() > 65_535
                    || String.valueOf(uri.getRawAuthority()).endsWith(":")) {
                return "must have a port in [1, 65535] or none";
            }
            return hostFault(host);
        } catch (URISyntaxException e) {
            return "must be an absolute URL";
        }
    }

    private static String jdbcFault(String text) {
        if (!JDBC.matcher(text).matches() || text.chars().anyMatch(c -> c <= ' ' || Words.isBlank((char) c))) {
            return "must be a JDBC URL: jdbc:, the database's name, and where it is";
        }
        String rest = text.substring("jdbc:".length());
        String name = rest.substring(0, rest.indexOf(':'));
        boolean known = DRIVERS.stream().anyMatch(rest::startsWith);
        boolean near = DRIVERS.stream().anyMatch(d -> {
            String driver = d.substring(0, d.indexOf(':'));
            return driver.equals(name)
                    || Slips.distance(driver, name) <= 2
                    || (name.length() > 3 && driver.startsWith(name));
        });
        boolean ofHosts = WITH_HOSTS.contains(name);
        if (ofHosts && (!rest.startsWith(name + "://") && !rest.matches("postgresql:/?[A-Za-z0-9_]*(?:\\?.*)?"))) {
            return "must have two slashes before its host";
        } else if (ofHosts && ",;".indexOf(rest.charAt(rest.length() - 1)) >= 0) {
            return "must not end in a comma or semicolon";
        }
        return known || !near ? Hosts.jdbcPortFault(rest) : "is no JDBC URL of a known driver";
    }

    /** Without blanks of any kind and paired quotes round it. */
    private static String unwrapped(String text) {
        String bare = Words.stripped(text);
        boolean quoted = bare.length() > 2
                && "\"'`".indexOf(bare.charAt(0)) >= 0
                && bare.indexOf(bare.charAt(0), 1) == bare.length() - 1;
        return quoted ? Words.stripped(bare.substring(1, bare.length() - 1)) : bare;
    }
}
