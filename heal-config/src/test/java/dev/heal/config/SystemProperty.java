package dev.heal.config;

/** A system property that is there for the length of an action. */
final class SystemProperty {

    private SystemProperty() {}

    static void during(String key, String value, Runnable action) {
        System.setProperty(key, value);
        try {
            action.run();
        } finally {
            System.clearProperty(key);
        }
    }
}
