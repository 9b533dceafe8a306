package dev.heal.config;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SysPropConfigSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All sources as they were at one moment, through SmallRye Config: system properties above environment variables
 * ({@code HEAL_GUARD_VECTORS_RETRY_MAX_ATTEMPTS}) above the file. Values are taken as they stand: no expressions are
 * expanded, so a secret may contain a dollar sign.
 */
final class Snapshot {

    private static final int FILE_ORDINAL = 100;
    private static final int ENVIRONMENT_ORDINAL = 300;
    private static final Pattern NO_LETTER = Pattern.compile("[^A-Za-z0-9]");

    /** To SmallRye this key is no value: it would lift a source above others, and anything but a number would be fatal. */
    private static final String ORDINAL_KEY = "config_ordinal";

    private final PropertiesFile file;
    private final Map<String, String> environment;
    private final String fileSource;
    private final String environmentSource;
    private final SmallRyeConfig config;

    Snapshot(PropertiesFile file, Map<String, String> environment) {
        this.file = file;
        this.environment = withoutOrdinal(environment);
        Map<String, String> values = new TreeMap<>();
        file.entries().forEach((key, entry) -> values.put(key, entry.value()));
        PropertiesConfigSource ofFile = new PropertiesConfigSource(withoutOrdinal(values), file.name(), FILE_ORDINAL);
        EnvConfigSource ofEnvironment = new EnvConfigSource(this.environment, ENVIRONMENT_ORDINAL);
        this.fileSource = ofFile.getName();
        this.environmentSource = ofEnvironment.getName();
        // no default interceptors: they would expand expressions and profiles inside secrets
        this.config = new SmallRyeConfigBuilder()
                .withSources(ofFile, ofEnvironment, new SysPropConfigSource())
                .build();
    }

    PropertiesFile file() {
        return file;
    }

    /** What the sources state for a key, an empty value included; null if none states it. */
    @Nullable
    Stated stated(String key) {
        ConfigValue value = config.getConfigValue(key);
        String source = value.getConfigSourceName();
        return value.getRawValue() == null
                ? null
                : new Stated(value.getRawValue(), origin(key, source), source.equals(fileSource));
    }

    private String origin(String key, String source) {
        PropertiesFile.Entry entry = file.entries().get(key);
        if (source.equals(fileSource) && entry != null) {
            return file.name() + ":" + entry.line();
        }
        return source.equals(environmentSource) ? "environment variable " + variable(key) : "system property";
    }

    /** The variable that states a key: other characters than letters and digits are underscores, any case. */
    private String variable(String key) {
        String name = NO_LETTER.matcher(key).replaceAll("_");
        return environment.keySet().stream()
                .filter(variable -> variable.equalsIgnoreCase(name))
                .findFirst()
                .orElse(key);
    }

    private static Map<String, String> withoutOrdinal(Map<String, String> values) {
        Map<String, String> others = new TreeMap<>(values);
        others.keySet().removeIf(ORDINAL_KEY::equalsIgnoreCase);
        return others;
    }

    record Stated(String value, String origin, boolean ofFile) {}
}
