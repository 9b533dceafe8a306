/**
 * What Heal does with a HikariCP pool that it does not own. The only package that names HikariCP, which is an optional
 * dependency: nothing here is loaded unless the host's pool is one.
 *
 * <p>Entry type: {@link dev.heal.jdbc.hikari.HikariPilot}.
 */
@NullMarked
package dev.heal.jdbc.hikari;

import org.jspecify.annotations.NullMarked;
