package dev.heal.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Settings for one test, or for all tests of a class and its nested classes. Of the same key the innermost line wins: method
 * before class, class before the enclosing class, all of them before {@link HealExtension#with(String...)}.
 *
 * <pre>{@code
 * @Test
 * @HealSettings({"heal.retry.max-attempts=1", "heal.guard.vectors.breaker.wait-open=5s"})
 * void oneTryOnly(TestHeal test) { ... }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface HealSettings {

    /**
     * What is set.
     *
     * @return lines of the form {@code KEY=VALUE} as in a properties file; an unknown key or a wrong value fails the test
     */
    String[] value();
}
