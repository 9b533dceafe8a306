package dev.heal.config;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SysPropConfigSource;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All sources as they were at one moment, through SmallRye Config: system properties above environment variables
 * ({@code HEAL_GUARD_VECTORS_RETRY_MAX_ATTEMPTS}) above the file. Values are taken as they stand: no expressions are
 * expanded, so a secret may contain a dollar sign.
 */
final class Snapshot {

    private static final int FILE_ORDINAL = 100;
    private static final int ENVIRONMENT_ORDINAL = 300;

    private final PropertiesFile file;
    private final SmallRyeConfig config;

    Snapshot(PropertiesFile file, Map<String, String> environment) {
        this.file = file;
        Map<String, String> values = new TreeMap<>();
        file.entries().forEach((key, entry) -> values.put(key, entry.value()));
        // no default interceptors: they would expand expressions and profiles inside secrets
        this.config = new SmallRyeConfigBuilder()
                .withSources(
                        new PropertiesConfigSource(values, file.name(), FILE_ORDINAL),
                        new EnvConfigSource(environment, ENVIRONMENT_ORDINAL),
                        new SysPropConfigSource())
                .build();
    }

    PropertiesFile file() {
        return file;
    }

    /** What the sources state for a key, an empty value included; null if none states it. */
    @Nullable
    Stated stated(String key) {
        ConfigValue value = config.getConfigValue(key);
        if (value.getRawValue() == null) {
            return null;
        }
        boolean ofFile = file.name().equals(value.getConfigSourceName());
        PropertiesFile.Entry entry = ofFile ? file.entries().get(key) : null;
        return new Stated(
                value.getRawValue(), entry == null ? value.getConfigSourceName() : file.name() + ":" + entry.line());
    }

    record Stated(String value, String origin) {}
}
