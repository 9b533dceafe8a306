package dev.heal.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says, on the component of a settings record, what a setting means and which values it takes. The key is the component's
 * name in kebab case ({@code waitOpen} is {@code wait-open}). Constructors check the range by {@link Settings#check};
 * configuration, reports and reference pages read the same annotation, so that a range stands in one place.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

    /**
     * What the setting does, with its unit, as one sentence.
     *
     * @return the description
     */
    String value();

    /**
     * The smallest value allowed, in the notation of the setting's own type ({@code 1}, {@code 0.1}, {@code 10ms}).
     *
     * @return the inclusive lower bound, empty for none
     */
    String min() default "";

    /**
     * The largest value allowed, in the notation of the setting's own type.
     *
     * @return the inclusive upper bound, empty for none
     */
    String max() default "";

    /**
     * The unit of a number that is written without one: {@code ms}, {@code s}, {@code MB}.
     *
     * @return the unit, empty if such a number must not be written
     */
    String unit() default "";

    /**
     * What a text or a number stands for, where its Java type does not say.
     *
     * @return the form
     */
    Form form() default Form.PLAIN;

    /**
     * Whether a mistake in the setting may be corrected.
     *
     * @return {@link Correction#NEVER} for credentials, addresses, exposure, places of data and autonomy
     */
    Correction correction() default Correction.SAFE;

    /**
     * Which end of the range a value up to ten times outside may be moved to.
     *
     * @return the ends, none by default
     */
    Clamp clamp() default Clamp.NONE;

    /**
     * Other names of the setting, such as those of earlier releases, each with the unit of a bare number after a colon if it
     * is another one: {@code "open-duration"}, {@code "wait-open-ms:ms"}.
     *
     * @return names in the same section, in kebab case
     */
    String[] aliases() default {};

    /**
     * The setting of the same record that is the upper limit of this one.
     *
     * @return its component name, empty for none
     */
    String atMost() default "";

    /**
     * Whether this setting and its limit are the two ends of one quantity, so that a wrong order is an exchange.
     *
     * @return false if the limit is another quantity, which then binds
     */
    boolean sameQuantity() default false;

    /**
     * When a change takes effect.
     *
     * @return at once by default
     */
    Reload reload() default Reload.LIVE;

    /** What a value stands for. */
    enum Form {
        /** What its Java type says. */
        PLAIN,
        /** A share in hundredths. */
        PERCENT,
        /** A share of one. */
        RATIO,
        /** Text that nobody may see. */
        SECRET,
        /** A place in the file system. */
        PATH,
        /** A host name or an IP address. */
        HOST,
        /** A TCP port. */
        PORT,
        /** An absolute URL. */
        URL,
        /** A JDBC URL. */
        JDBC_URL
    }

    /** Whether a mistake may be corrected. */
    enum Correction {
        /** One that has a single reading may. */
        SAFE,
        /** The value is taken literally or not at all, and a misspelt name is an error. */
        NEVER
    }

    /** The ends of a range that a value may be moved to. */
    enum Clamp {
        /** None: what is outside is refused. */
        NONE,
        /** The lower one. */
        LOW,
        /** The upper one. */
        HIGH,
        /** Either. */
        BOTH
    }

    /** When a change takes effect. */
    enum Reload {
        /** At once. */
        LIVE,
        /** When what it belongs to is next made. */
        RECREATE,
        /** At the next start. */
        RESTART
    }
}
