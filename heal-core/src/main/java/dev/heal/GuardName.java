package dev.heal;

import java.util.regex.Pattern;

/** What a guard may be called. */
final class GuardName {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");

    private GuardName() {}

    static void check(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("guard: name must match " + NAME.pattern() + ", was '" + name
                    + "'; use the backend's short name, such as 'vectors'");
        }
    }
}
