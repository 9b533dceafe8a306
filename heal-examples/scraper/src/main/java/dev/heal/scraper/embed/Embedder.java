package dev.heal.scraper.embed;

/** Turns text into a dense vector. Thread-safe. */
interface Embedder {
    /** Names the model; vectors of two models must not be compared. */
    String modelId();

    /** Length of each vector. */
    int dimensions();

    /** A new {@code float[dimensions()]} of length 1 (all 0 for a text without words). */
    float[] embed(String text);
}
