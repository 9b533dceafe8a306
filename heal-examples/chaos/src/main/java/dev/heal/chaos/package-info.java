/**
 * Real faults on real servers in processes of their own, side by side for the clients as they are and for Heal around them.
 * Programs: {@link dev.heal.chaos.DatabaseFaults}, {@link dev.heal.chaos.Deadlocks}. A fault is a {@link
 * dev.heal.chaos.DatabaseFault} in {@link dev.heal.chaos.DatabaseCatalogue}, a client a {@link dev.heal.chaos.Contender}.
 */
@NullMarked
package dev.heal.chaos;

import org.jspecify.annotations.NullMarked;
