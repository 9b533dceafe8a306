package dev.heal.chaos.app;

import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The texts of a run. Each follows from the seed and a number alone, so whoever knows the seed knows what a search asked for and
 * what a page says. Immutable.
 */
public final class Texts {

    private static final int WORDS = 2_000;
    private static final int RECURRING = 20;
    private static final int ASKED = 1;
    private static final int RECURS = 2;
    private static final int WRITTEN = 3;

    private final long seed;

    /**
     * The texts of a seed.
     *
     * @param seed any number
     */
    public Texts(long seed) {
        this.seed = seed;
    }

    /**
     * What is searched for: half of the time one of twenty texts, else one that is never asked for again.
     *
     * @param turn the number of the search's turn
     * @return four or six words
     */
    public String question(long turn) {
        SplittableRandom random = random(ASKED, turn);
        return random.nextBoolean() ? words(random(RECURS, random.nextInt(RECURRING)), 4) : words(random, 6);
    }

    /**
     * What a document says.
     *
     * @param id its number
     * @return thirty words
     */
    public String document(long id) {
        return words(random(WRITTEN, id), 30);
    }

    /** Streams of different purposes and numbers have nothing to do with each other. */
    private SplittableRandom random(int purpose, long number) {
        long mixed = new SplittableRandom(seed * 31 + purpose).nextLong();
        return new SplittableRandom(new SplittableRandom(mixed + number).nextLong());
    }

    private static String words(SplittableRandom random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "word" + random.nextInt(WORDS))
                .collect(Collectors.joining(" "));
    }
}
