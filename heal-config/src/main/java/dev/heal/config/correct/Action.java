package dev.heal.config.correct;

/** What was done about a line, the weakest first. */
public enum Action {
    /** Nothing: it is valid as written, or none of ours. */
    LEAVE,
    /** It was pointed out. Its value is in effect as written, or the line has no effect. */
    WARN,
    /** Another key or value than the written one is in effect. */
    CORRECT,
    /** It has no effect, because nobody can tell for sure what it means, or because it is not allowed. */
    REFUSE
}
