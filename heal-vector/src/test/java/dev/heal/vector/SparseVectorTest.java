package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SparseVectorTest {

    @Test
    void isMadeOfTwoArraysAndDoesNotFollowThem() {
        int[] indices = {3, 1};
        float[] values = {0.5f, -2f};
        SparseVector vector = SparseVector.of(indices, values);
        indices[0] = 9;
        values[0] = 9f;

        assertThat(vector).isEqualTo(new SparseVector(List.of(3, 1), List.of(0.5f, -2f)));
        assertThat(vector.isEmpty()).isFalse();
        assertThat(SparseVector.EMPTY.isEmpty()).isTrue();
    }

    @Test
    void refusesListsOfDifferentLengths() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SparseVector(List.of(1, 2), List.of(1f)))
                .withMessage("sparse vector: indices and values must be of one length, were 2 and 1");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void refusesValuesThatAreNotFinite(float value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseVector.of(new int[] {0, 4}, new float[] {1f, value}))
                .withMessage("sparse vector: every index must be >= 0 and every value finite, were 4 and " + value
                        + " at position 1");
    }

    @Test
    void refusesNegativeIndices() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseVector.of(new int[] {-1}, new float[] {1f}))
                .withMessageContaining("were -1 and 1.0 at position 0");
    }

    @Test
    void refusesAnIndexThatIsNamedTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseVector.of(new int[] {1, 2, 1}, new float[] {1f, 1f, 1f}))
                .withMessage("sparse vector: every index must be named once, was [1, 2, 1];"
                        + " add up the values of equal ones");
    }
}
