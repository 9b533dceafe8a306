package dev.heal.chaos.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.heal.chaos.page.Chart.Dot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Many calls, few dots: from 1 s before the fault to 4 s after its begin. */
final class BinsTest {

    private static final long SEED = 11;
    private static final List<Mark> MARKS = List.of(Mark.values());

    @Test
    void aDotStandsForThoseOfATenthOfASecondThatEndedTheSameWay() {
        List<Bins.Bin> bins = Bins.dots(chart(
                new Dot(0.10, 5, Mark.LIVE),
                new Dot(0.19, 9, Mark.LIVE),
                new Dot(0.15, 2, Mark.LIVE),
                new Dot(0.15, 70, Mark.FAILED),
                new Dot(0.21, 3, Mark.LIVE)));
        assertThat(bins).hasSize(3);
        assertThat(bins.get(0).at()).isEqualTo(0.15, within(1e-9));
        assertThat(bins.get(0).mark()).isEqualTo(Mark.LIVE);
        assertThat(List.of(
                        bins.get(0).shortest(),
                        bins.get(0).middle(),
                        bins.get(0).longest()))
                .containsExactly(2.0, 5.0, 9.0);
        assertThat(bins.get(1).mark()).isEqualTo(Mark.FAILED);
        assertThat(bins.get(2).at()).isEqualTo(0.25, within(1e-9));
    }

    @Test
    void whatIsBeforeTheFaultIsInBinsOfItsOwn() {
        List<Bins.Bin> bins = Bins.dots(chart(new Dot(-0.05, 5, Mark.LIVE), new Dot(0.05, 5, Mark.LIVE)));
        assertThat(bins).extracting(Bins.Bin::at).containsExactly(-0.05, 0.05);
    }

    @Test
    void whatIsNotOnTheChartIsLeftOut() {
        Chart chart = chart(new Dot(-1.1, 5, Mark.FAILED), new Dot(4.1, 5, Mark.FAILED));
        assertThat(Bins.dots(chart)).isEmpty();
        assertThat(Bins.errors(chart)).isEmpty();
    }

    @Test
    void barsCountWhatWasOfNoUseByQuarterOfASecond() {
        Chart chart = chart(
                new Dot(0.24, 5, Mark.FAILED),
                new Dot(0.01, 5, Mark.FAILED),
                new Dot(0.01, 5, Mark.HUNG),
                new Dot(0.26, 5, Mark.WRONG),
                new Dot(-0.01, 5, Mark.REFUSED),
                new Dot(0.01, 5, Mark.STALE));
        assertThat(Bins.errors(chart))
                .isEqualTo(Map.of(
                        -1L, Map.of(Mark.REFUSED, 1L),
                        0L, Map.of(Mark.FAILED, 2L, Mark.HUNG, 1L),
                        1L, Map.of(Mark.WRONG, 1L)));
    }

    @Test
    void neverMoreThanADotForEachTenthAndMarkAndNoErrorIsForgotten() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Dot> dots = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            Mark mark = MARKS.get(random.nextInt(MARKS.size()));
            dots.add(new Dot(-1 + 5 * random.nextDouble(), 1_000 * random.nextDouble(), mark));
        }
        Chart chart = new Chart(-1, 2, 4, dots, List.of());
        assertThat(Bins.dots(chart)).hasSizeLessThanOrEqualTo(51 * MARKS.size());
        assertThat(Bins.dots(chart)).allMatch(bin -> bin.shortest() <= bin.middle() && bin.middle() <= bin.longest());
        long errors = Bins.errors(chart).values().stream()
                .flatMap(bar -> bar.values().stream())
                .mapToLong(Long::longValue)
                .sum();
        assertThat(errors)
                .isEqualTo(dots.stream().filter(dot -> !dot.mark().isServed()).count());
    }

    private static Chart chart(Dot... dots) {
        return new Chart(-1, 2, 4, List.of(dots), List.of());
    }
}
