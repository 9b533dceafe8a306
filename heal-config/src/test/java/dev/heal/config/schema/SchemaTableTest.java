package dev.heal.config.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SchemaTableTest {

    @Test
    void aLineIsAKeyWithEverythingThatTheColumnsSay() {
        Schema schema = SchemaTable.read("""
                key\ttype\tbare_unit\tmin\tmax\tkind\tclamp\taliases\tle\tle_kind
                # comment

                a.b\tduration\ts\t100ms\t2m\tsafe\thigh\ta.c|a.d:ms\ta.e\tsame
                """);

        Key key = schema.keys().get("a.b");
        assertThat(key.range())
                .isEqualTo(new Key.Range(
                        BigDecimal.valueOf(100), BigDecimal.valueOf(120_000), Key.Clamp.HIGH, false, "s"));
        assertThat(key.ties())
                .isEqualTo(new Key.Ties(
                        List.of(new Key.Alias("a.c", ""), new Key.Alias("a.d", "ms")), new Key.Limit("a.e", true)));
        assertThat(key.never()).isFalse();
        assertThat(schema.owned()).containsExactly("a");
    }

    @Test
    void columnsMayStandInAnyOrderAndUnknownOnesDoNotCount() {
        assertThat(SchemaTable.read("note\tkind\ttype\tkey\nx\tnever\tsecret\ta.b")
                        .keys()
                        .get("a.b"))
                .satisfies(key -> assertThat(key.never()).isTrue())
                .satisfies(key -> assertThat(key.isSecret()).isTrue());
    }

    @Test
    void aTableWithoutItsColumnsIsRefused() {
        assertThatThrownBy(() -> SchemaTable.read("name\tkind\n"))
                .hasMessage("schema: the first line must name the columns key and type, was 'name kind'");
        assertThatThrownBy(() -> SchemaTable.read("")).hasMessageContaining("was empty");
    }

    @Test
    void aLineThatCannotBeUnderstoodIsNamed() {
        assertThatThrownBy(() -> SchemaTable.read("key\ttype\tmin\na.b\tduration\tsoon"))
                .hasMessage("schema: the line of key 'a.b' cannot be understood ('soon' is no DURATION)");
        assertThatThrownBy(() -> SchemaTable.read("key\ttype\na.b\tcolour")).hasMessageContaining("'a.b'");
    }
}
