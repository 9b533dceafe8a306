/** Tests of the vector search, mostly against real servers. */
@NullMarked
package dev.heal.vector;

import org.jspecify.annotations.NullMarked;
