/**
 * What is meant by the lines of a file: matching of keys, reading of values, limits between keys, and the gate that every
 * correction passes. A pure function of a file, a schema and an environment.
 *
 * <p>Entry type: {@link dev.heal.config.correct.Corrector}.
 */
@NullMarked
package dev.heal.config.correct;

import org.jspecify.annotations.NullMarked;
