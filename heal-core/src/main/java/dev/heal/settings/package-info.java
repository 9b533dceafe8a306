/**
 * Settings as data: records whose components are annotated once with what they mean and which values they take, and the
 * source they come from.
 *
 * <p>Entry type: {@link dev.heal.settings.SettingsSource}.
 */
@NullMarked
package dev.heal.settings;

import org.jspecify.annotations.NullMarked;
