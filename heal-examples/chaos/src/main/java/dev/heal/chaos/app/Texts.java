package dev.heal.chaos.app;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The texts of a run, by its seed. Confined to one thread. */
final class Texts {

    private static final int WORDS = 2_000;
    private static final int RECURRING = 20;

    private final SplittableRandom random;
    private final List<String> recurring;

    Texts(long seed) {
        random = new SplittableRandom(seed);
        recurring = IntStream.range(0, RECURRING).mapToObj(i -> words(4)).toList();
    }

    /** What is searched for: half of the time one of twenty texts, else one never asked before. */
    String question() {
        return random.nextBoolean() ? recurring.get(random.nextInt(RECURRING)) : words(6);
    }

    /** The text of a document. */
    String document() {
        return words(30);
    }

    private String words(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "word" + random.nextInt(WORDS))
                .collect(Collectors.joining(" "));
    }
}
