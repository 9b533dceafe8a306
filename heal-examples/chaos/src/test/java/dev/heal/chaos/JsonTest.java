package dev.heal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonTest {

    @Test
    void everyKindOfValue() {
        assertThat(Json.text(Json.object(
                        "text", "a \"b\" \\ \n", "number", 1.5, "yes", true, "none", null, "list", List.of(1, "x"))))
                .isEqualTo("{\"text\":\"a \\\"b\\\" \\\\ \\u000a\",\"number\":1.5,\"yes\":true,\"none\":null,"
                        + "\"list\":[1,\"x\"]}");
    }
}
