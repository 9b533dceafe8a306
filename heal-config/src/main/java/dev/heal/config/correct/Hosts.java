package dev.heal.config.correct;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Host names and IP addresses, literally. Pure; nothing is resolved. */
final class Hosts {

    private static final int LONGEST = 253;
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern NAME = Pattern.compile(
            "[A-Za-z0-9_](?:[A-Za-z0-9_\\-]{0,61}[A-Za-z0-9_])?(?:\\.[A-Za-z0-9_](?:[A-Za-z0-9_\\-]{0,61}[A-Za-z0-9_])?)*");
    private static final Pattern LAST_IS_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9A-Fa-f]*)");
    private static final Pattern JDBC_PORT = Pattern.compile("[a-z0-9+_\\-]+://[^/?;]*?:([^/?;:,@\\]]*)(?:[/?;].*)?");

    private Hosts() {}

    static boolean isName(String text) {
        // what ends in a number is an IPv4 address to some, and not the one that was meant
        return text.length() <= LONGEST
                && NAME.matcher(text).matches()
                && !LAST_IS_NUMBER.matcher(text).matches();
    }

    static boolean isAddress(String text) {
        return IPV4.matcher(text).matches() || isIpv6(text);
    }

    private static boolean isIpv6(String text) {
        int zone = text.indexOf('%');
        if (zone >= 0 && !text.substring(zone + 1).matches("[A-Za-z0-9_.\\-]{1,32}")) {
            return false;
        }
        String address = zone < 0 ? text : text.substring(0, zone);
        int gap = address.indexOf("::");
        if (address.length() < 2 || address.length() > 45 || gap != address.lastIndexOf("::")) {
            return false;
        }
        if (gap < 0) {
            return groups(address) == 8;
        }
        int before = gap == 0 ? 0 : groups(address.substring(0, gap));
        int after = gap + 2 == address.length() ? 0 : groups(address.substring(gap + 2));
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    /** How many groups of 16 bits; -1 if it is none. */
    private static int groups(String text) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            if (i == parts.length - 1 && IPV4.matcher(parts[i]).matches()) {
                count += 2;
            } else if (parts[i].matches("[0-9A-Fa-f]{1,4}")) {
                count++;
            } else {
                return -1;
            }
        }
        return count;
    }

    /** What is wrong with the port of {@code postgresql://host:port/...}; empty if nothing is or there is none. */
    static String jdbcPortFault(String rest) {
        Matcher matcher = JDBC_PORT.matcher(rest);
        if (rest.length() > 2_000 || !matcher.matches() || rest.contains("[")) {
            return "";
        }
        String port = matcher.group(1);
        boolean fine = port.matches("[0-9]{1,5}") && Integer.parseInt(port) <= 65_535;
        return fine ? "" : "must have a port in [1, 65535]";
    }
}
