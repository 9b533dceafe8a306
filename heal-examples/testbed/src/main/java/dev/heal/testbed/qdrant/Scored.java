package dev.heal.testbed.qdrant;

/** A point found by a query, with its score; {@code slot} is valid under the lock under which it was found. */
record Scored(PointKey key, int slot, float score) {}
