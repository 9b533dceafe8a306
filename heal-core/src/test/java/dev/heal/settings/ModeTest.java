package dev.heal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ModeTest {

    @Test
    void itIsWrittenLikeAnyOtherSetting() {
        for (Mode mode : Mode.values()) {
            assertThat(Settings.parse(Mode.class, Settings.format(mode))).isEqualTo(mode);
        }
        assertThat(Settings.parse(Mode.class, "Observe")).isEqualTo(Mode.OBSERVE);
        assertThatThrownBy(() -> Settings.parse(Mode.class, "on"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'on' is not one of auto, observe, suggest, enforce");
    }

    @Test
    void onlyAutoLeavesItOpen() {
        assertThat(Mode.AUTO.orElse(Mode.SUGGEST)).isEqualTo(Mode.SUGGEST);
        assertThat(Mode.OBSERVE.orElse(Mode.ENFORCE)).isEqualTo(Mode.OBSERVE);
        assertThat(Mode.ENFORCE.orElse(Mode.SUGGEST)).isEqualTo(Mode.ENFORCE);
    }
}
