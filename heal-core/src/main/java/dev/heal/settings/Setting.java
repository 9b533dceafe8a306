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
}
