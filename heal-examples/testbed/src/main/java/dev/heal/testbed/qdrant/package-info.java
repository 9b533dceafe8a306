/**
 * An exact, embedded server of the Qdrant gRPC protocol for tests and examples: the unmodified Java client talks to
 * it over loopback. Entry type: {@link dev.heal.testbed.qdrant.EmbeddedQdrant}; faults on demand: {@link
 * dev.heal.testbed.qdrant.QdrantFaults}.
 *
 * <p>A request that uses something not served is answered {@code UNIMPLEMENTED}, never with a made-up success.
 */
@NullMarked
package dev.heal.testbed.qdrant;

import org.jspecify.annotations.NullMarked;
