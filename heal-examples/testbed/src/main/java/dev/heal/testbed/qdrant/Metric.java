package dev.heal.testbed.qdrant;

import io.qdrant.client.grpc.Collections.Distance;

/** A distance of the protocol over {@code float[dim]} vectors. Stateless; cost of a score is one pass of both vectors. */
enum Metric {
    COSINE(true) {
        @Override
        float score(float[] query, float[] data, int from) {
            return dot(query, data, from);
        }

        @Override
        float[] prepare(float[] vector) {
            return normalised(vector);
        }
    },
    DOT(true) {
        @Override
        float score(float[] query, float[] data, int from) {
            return dot(query, data, from);
        }
    },
    EUCLID(false) {
        @Override
        float score(float[] query, float[] data, int from) {
            return (float) Math.sqrt(squares(query, data, from));
        }
    },
    MANHATTAN(false) {
        @Override
        float score(float[] query, float[] data, int from) {
            return absolutes(query, data, from);
        }
    };

    private static final float UNIT_TOLERANCE = 1e-6f;

    private final boolean largeIsBetter;

    Metric(boolean largeIsBetter) {
        this.largeIsBetter = largeIsBetter;
    }

    static Metric of(Distance distance) {
        return switch (distance) {
            case Cosine -> COSINE;
            case Dot -> DOT;
            case Euclid -> EUCLID;
            case Manhattan -> MANHATTAN;
            case UnknownDistance -> throw Statuses.invalid("%s", "Malformed distance parameter: UnknownDistance");
            case UNRECOGNIZED -> throw Statuses.invalid("%s", "Malformed distance parameter, unexpected value");
        };
    }

    boolean largeIsBetter() {
        return largeIsBetter;
    }

    /** The score of {@code query} against the vector of the same length that begins at {@code data[from]}. */
    abstract float score(float[] query, float[] data, int from);

    /** The vector in the form in which it is stored and searched with. */
    float[] prepare(float[] vector) {
        return vector;
    }

    private static float[] normalised(float[] vector) {
        float length = dot(vector, vector, 0);
        // As the real server: a zero vector stays, and a unit vector keeps its bits, so storing it again is stable.
        if (length < Math.ulp(1f) || Math.abs(length - 1f) <= UNIT_TOLERANCE) {
            return vector;
        }
        float norm = (float) Math.sqrt(length);
        float[] unit = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            unit[i] = vector[i] / norm;
        }
        return unit;
    }

    // Eight running sums: one sum alone would make every addition wait for the last.
    private static float dot(float[] query, float[] data, int from) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int whole = query.length & ~7;
        int at = from;
        for (int i = 0; i < whole; i += 8, at += 8) {
            s0 += query[i] * data[at];
            s1 += query[i + 1] * data[at + 1];
            s2 += query[i + 2] * data[at + 2];
            s3 += query[i + 3] * data[at + 3];
            s4 += query[i + 4] * data[at + 4];
            s5 += query[i + 5] * data[at + 5];
            s6 += query[i + 6] * data[at + 6];
            s7 += query[i + 7] * data[at + 7];
        }
        for (int i = whole; i < query.length; i++, at++) {
            s0 += query[i] * data[at];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    private static float squares(float[] query, float[] data, int from) {
        float even = 0;
        float odd = 0;
        int whole = query.length & ~1;
        for (int i = 0; i < whole; i += 2) {
            float a = query[i] - data[from + i];
            float b = query[i + 1] - data[from + i + 1];
            even += a * a;
            odd += b * b;
        }
        if (whole < query.length) {
            float last = query[whole] - data[from + whole];
            even += last * last;
        }
        return even + odd;
    }

    private static float absolutes(float[] query, float[] data, int from) {
        float even = 0;
        float odd = 0;
        int whole = query.length & ~1;
        for (int i = 0; i < whole; i += 2) {
            even += Math.abs(query[i] - data[from + i]);
            odd += Math.abs(query[i + 1] - data[from + i + 1]);
        }
        if (whole < query.length) {
            even += Math.abs(query[whole] - data[from + whole]);
        }
        return even + odd;
    }
}
