/**
 * Time, threads and chance, passed in. This is the only package that reads a clock, sleeps or draws random numbers;
 * everything else asks {@link dev.heal.time.HealRuntime} for them, so that it runs in virtual time too.
 *
 * <p>Entry type: {@link dev.heal.time.HealRuntime}; tests use {@link dev.heal.time.VirtualTime}.
 */
@NullMarked
package dev.heal.time;

import org.jspecify.annotations.NullMarked;
