package dev.heal.config.cost;

import java.time.Duration;

/** A tenth of the settings of the comparison, as SmallRye Config maps them. */
public interface PartMapping {
    int pagesA();

    Duration waitA();

    boolean followA();

    double shareA();

    String labelA();

    int pagesB();

    Duration waitB();

    boolean followB();

    double shareB();

    String labelB();

    int pagesC();

    Duration waitC();

    boolean followC();

    double shareC();

    String labelC();

    int pagesD();

    Duration waitD();

    boolean followD();

    double shareD();

    String labelD();
}
