package dev.heal.chaos.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.chaos.page.Confusion.Naming;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConfusionTest {

    private static final Confusion CONFUSION = new Confusion(List.of(
            new Naming("db dead", "db dead"),
            new Naming("db dead", "cache slow"),
            new Naming("site silent", ""),
            new Naming("vectors slow", "cache slow")));

    @Test
    void everyNamingIsInOneCell() {
        assertThat(CONFUSION.rows()).containsExactly("db dead", "site silent", "vectors slow");
        assertThat(CONFUSION.columns()).containsExactly("db dead", "cache slow", "");
        assertThat(CONFUSION.count("db dead", "db dead")).isEqualTo(1);
        assertThat(CONFUSION.count("site silent", "")).isEqualTo(1);
        assertThat(CONFUSION.count("site silent", "db dead")).isZero();
        assertThat(CONFUSION.right()).isEqualTo(1);
    }

    @Test
    void linesAreNumberedAndColumnsNamedByTheNumbers() {
        assertThat(CONFUSION.text().lines())
                .containsExactly(
                        "    injected                         1   4  nothing",
                        "  1 db dead                          1   1        .",
                        "  2 site silent                      .   .        1",
                        "  3 vectors slow                     .   1        .",
                        "  4 cache slow (only named)");
    }

    @Test
    void nothingIsAColumnEvenIfEverythingWasNamed() {
        assertThat(new Confusion(List.of(new Naming("a", "a"))).columns()).containsExactly("a", "");
        assertThat(new Confusion(List.of()).columns()).containsExactly("");
    }
}
