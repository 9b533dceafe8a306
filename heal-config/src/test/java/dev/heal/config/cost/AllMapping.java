package dev.heal.config.cost;

import io.smallrye.config.ConfigMapping;

/** The 200 settings of the comparison, as SmallRye Config maps them. */
@ConfigMapping(prefix = "bench")
public interface AllMapping {
    PartMapping first();

    PartMapping second();

    PartMapping third();

    PartMapping fourth();

    PartMapping fifth();

    PartMapping sixth();

    PartMapping seventh();

    PartMapping eighth();

    PartMapping ninth();

    PartMapping tenth();
}
