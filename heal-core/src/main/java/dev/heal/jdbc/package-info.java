/**
 * JDBC through a guard, around the pool that the host has.
 *
 * <p>Entry type: {@link dev.heal.jdbc.HealingDataSource}.
 */
@NullMarked
package dev.heal.jdbc;

import org.jspecify.annotations.NullMarked;
