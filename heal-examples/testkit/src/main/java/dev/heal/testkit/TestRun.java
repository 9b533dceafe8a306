package dev.heal.testkit;

/** Says, below the failure of a test, how to see it again. Not thrown: a suppressed exception is what every tool prints. */
final class TestRun extends Exception {

    private static final long serialVersionUID = 1L;

    TestRun(String note) {
        super(note, null, false, false);
    }
}
