package dev.heal.testbed;

/** Placeholder. */
public final class FaultProxy {
    private FaultProxy() {}
}
