package dev.heal.testbed.qdrant;

import io.qdrant.client.grpc.Points.WithVectorsSelector;

/** The request checks that the real server makes before it looks at any collection. Stateless. */
final class Validation {
    private static final int LONGEST_NAME = 255;
    private static final String NEVER_IN_NAMES = "<>:\"/\\|?*\0\u001F";

    private Validation() {}

    static void collectionName(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw Statuses.badLength("collection_name", name, "from 1 to " + LONGEST_NAME + " characters");
        }
    }

    static void newCollectionName(String name) {
        collectionName(name);
        NEVER_IN_NAMES.chars().filter(character -> name.indexOf(character) >= 0).forEach(character -> {
            throw Statuses.badField(
                    "collection_name", "collection name cannot contain \"" + (char) character + "\" char");
        });
    }

    static void atLeastOne(String field, boolean given, long value) {
        if (given && value == 0) {
            throw Statuses.outOfRange(field, value, "1 or larger");
        }
    }

    static void notServed(boolean used, String what) {
        if (used) {
            throw Statuses.notServed(what);
        }
    }

    /** Counts above what a list can hold mean "all". */
    static int count(long unsigned) {
        return unsigned < 0 || unsigned > Integer.MAX_VALUE / 4 ? Integer.MAX_VALUE / 4 : (int) unsigned;
    }

    static boolean wantsVectors(WithVectorsSelector selector) {
        return selector.hasInclude() || selector.getEnable();
    }
}
