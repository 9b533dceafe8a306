/**
 * Writes the JDBC delegates of the main code from the JDK's own interfaces.
 *
 * <p>Entry type: {@link dev.heal.jdbc.generator.DelegateGenerator}.
 */
@NullMarked
package dev.heal.jdbc.generator;

import org.jspecify.annotations.NullMarked;
