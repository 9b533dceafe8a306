/** Tests of the meters. */
@NullMarked
package dev.heal.monitor;

import org.jspecify.annotations.NullMarked;
