/**
 * Real servers as child processes, and a TCP proxy that injects faults, for tests and examples.
 *
 * <p>{@link dev.heal.testbed.Testbed} starts PostgreSQL, Redis and a Qdrant-protocol server side by side. Each
 * {@link dev.heal.testbed.ServerProcess} can be stopped, killed, frozen, thawed and restarted on the same port with the
 * same data. A {@link dev.heal.testbed.FaultProxy} stands between a client and a server and disturbs what passes. All
 * of it listens on the loopback interface only, and nothing outlives the JVM.
 */
@NullMarked
package dev.heal.testbed;

import org.jspecify.annotations.NullMarked;
