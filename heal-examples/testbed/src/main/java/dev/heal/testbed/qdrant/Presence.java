package dev.heal.testbed.qdrant;

import java.util.BitSet;

/** A counted set of slots. Guarded by the engine's lock. */
final class Presence {
    private final BitSet bits = new BitSet();
    private int count;

    void set(int slot) {
        if (!bits.get(slot)) {
            bits.set(slot);
            count++;
        }
    }

    void clear(int slot) {
        if (bits.get(slot)) {
            bits.clear(slot);
            count--;
        }
    }

    boolean has(int slot) {
        return bits.get(slot);
    }

    int count() {
        return count;
    }
}
