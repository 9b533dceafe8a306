package dev.heal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the table, by exceptions as the drivers make them: state and vendor code. */
final class SqlStatesTest {

    private static final String CASES = """
            08001 0     CONNECTION_DEAD NOT_SENT      08001
            08003 0     CONNECTION_DEAD NOT_SENT      08003
            08004 1040  OVERLOAD        NOT_SENT      08004/1040
            08004 0     PERMANENT       NOT_SENT      08004
            08000 0     CONNECTION_DEAD MAYBE_APPLIED 08000
            08006 0     CONNECTION_DEAD MAYBE_APPLIED 08006
            08007 0     CONNECTION_DEAD MAYBE_APPLIED 08007
            08S01 1053  CONNECTION_DEAD MAYBE_APPLIED 08S01
            90067 90067 CONNECTION_DEAD MAYBE_APPLIED 90067
            90098 90098 CONNECTION_DEAD MAYBE_APPLIED 90098
            90121 90121 CONNECTION_DEAD MAYBE_APPLIED 90121
            57P01 0     CONNECTION_DEAD MAYBE_APPLIED 57P01
            57P02 0     CONNECTION_DEAD MAYBE_APPLIED 57P02
            57P03 0     TRANSIENT       NOT_SENT      57P03
            57P05 0     CONNECTION_DEAD MAYBE_APPLIED 57P05
            25P03 0     CONNECTION_DEAD MAYBE_APPLIED 25P03
            58030 0     CONNECTION_DEAD MAYBE_APPLIED 58030
            F0001 0     CONNECTION_DEAD MAYBE_APPLIED F0001
            99999 0     CONNECTION_DEAD MAYBE_APPLIED 99999
            70100 1927  CONNECTION_DEAD MAYBE_APPLIED 70100/1927
            57014 0     TIME_OUT        NOT_APPLIED   57014
            57014 57014 TIME_OUT        NOT_APPLIED   57014
            25P04 0     TIME_OUT        MAYBE_APPLIED 25P04
            HY000 3024  TIME_OUT        NOT_APPLIED   HY000/3024
            70100 1317  TIME_OUT        NOT_APPLIED   70100
            70100 1969  TIME_OUT        NOT_APPLIED   70100
            40001 0     LOCK            NOT_APPLIED   40001
            40001 1213  LOCK            NOT_APPLIED   40001
            40001 40001 LOCK            NOT_APPLIED   40001
            40001 1205  LOCK            NOT_APPLIED   40001/1205
            40P01 0     LOCK            NOT_APPLIED   40P01
            55P03 0     LOCK            NOT_APPLIED   55P03
            HY000 1205  LOCK            NOT_APPLIED   HY000/1205
            HYT00 50200 LOCK            NOT_APPLIED   HYT00/50200
            HY000 1290  FAILOVER        NOT_APPLIED   HY000/1290
            HY000 1836  FAILOVER        NOT_APPLIED   HY000/1836
            25006 0     FAILOVER        NOT_APPLIED   25006
            25006 1792  PERMANENT       NOT_APPLIED   25006/1792
            53300 0     OVERLOAD        NOT_SENT      53300
            53400 0     OVERLOAD        NOT_APPLIED   53400
            53100 0     OVERLOAD        NOT_APPLIED   53100
            53200 0     OVERLOAD        NOT_APPLIED   53200
            42000 1203  OVERLOAD        NOT_SENT      42000/1203
            42000 1064  PERMANENT       NOT_APPLIED   42000
            42601 0     PERMANENT       NOT_APPLIED   42601
            42P01 0     PERMANENT       NOT_APPLIED   42P01
            0A000 0     PERMANENT       NOT_APPLIED   0A000
            22001 0     PERMANENT       NOT_APPLIED   22001
            23505 0     PERMANENT       NOT_APPLIED   23505
            23000 1062  PERMANENT       NOT_APPLIED   23000
            25P02 0     PERMANENT       NOT_APPLIED   25P02
            28P01 0     PERMANENT       NOT_APPLIED   28P01
            28000 1045  PERMANENT       NOT_APPLIED   28000
            XX000 0     PERMANENT       MAYBE_APPLIED XX000
            """;

    @ParameterizedTest
    @MethodSource("cases")
    void aStateAndACodeHaveOneMeaning(String state, int code, Failure expected) {
        SQLException thrown = new SQLException("text", state, code);
        assertThat(JdbcFailures.STATEMENT.classify(thrown)).isEqualTo(expected);
    }

    @Test
    void everyRowOfTheTableIsMet() {
        List<SqlStates.Row> unmet = new ArrayList<>(SqlStates.TABLE);
        cases().forEach(each ->
                unmet.remove(SqlStates.rowOf(new SQLException("text", (String) each[0], (Integer) each[1]))));
        assertThat(unmet).isEmpty();
    }

    @Test
    void everyRowSaysWhatItIs() {
        assertThat(SqlStates.TABLE).allSatisfy(row -> assertThat(row.meaning()).isNotBlank());
    }

    static Stream<Object[]> cases() {
        return CASES.lines().map(line -> line.split(" +")).map(cell -> new Object[] {
            cell[0], Integer.valueOf(cell[1]), new Failure(Kind.valueOf(cell[2]), Phase.valueOf(cell[3]), cell[4])
        });
    }
}
