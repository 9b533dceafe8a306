package dev.heal.config.cost;

/** The 200 settings of the comparison, as a record. */
public record All(
        Part first,
        Part second,
        Part third,
        Part fourth,
        Part fifth,
        Part sixth,
        Part seventh,
        Part eighth,
        Part ninth,
        Part tenth) {
    All() {
        this(
                new Part(),
                new Part(),
                new Part(),
                new Part(),
                new Part(),
                new Part(),
                new Part(),
                new Part(),
                new Part(),
                new Part());
    }
}
