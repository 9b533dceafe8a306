package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VectorQueryTest {

    @Test
    void copiesItsVectorAndHasOneZeroOnly() {
        float[] dense = {1f, -0f, 0f};
        VectorQuery query = VectorQuery.of(dense, SparseVector.EMPTY, 10_000);
        dense[0] = 9f;

        assertThat(query.dense()).isEqualTo(List.of(1f, 0f, 0f));
        assertThat(query.sparse()).isSameAs(SparseVector.EMPTY);
        assertThat(query.limit()).isEqualTo(VectorQuery.MAX_LIMIT);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 10_001, Integer.MAX_VALUE})
    void refusesALimitOutOfRange(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorQuery.of(new float[] {1f}, SparseVector.EMPTY, limit))
                .withMessage("search: limit must be in [1, 10000], was " + limit + "; use 10 for a page of results");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void refusesNumbersThatAreNotFinite(float number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorQuery.of(new float[] {1f, number}, SparseVector.EMPTY, 1))
                .withMessage("search: every number of the vector must be finite, was " + number + " at position 1");
    }

    @Test
    void refusesAVectorWithoutDimensions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorQuery.of(new float[0], SparseVector.EMPTY, 1))
                .withMessage("search: the vector must have at least 1 dimension, had 0");
    }
}
