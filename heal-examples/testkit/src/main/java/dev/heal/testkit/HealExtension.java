package dev.heal.testkit;

import dev.heal.Heal;
import dev.heal.time.VirtualTime;
import java.lang.reflect.Executable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Gives each test a fresh {@link TestHeal}, or its {@link Heal} or {@link VirtualTime} alone, as a parameter of the test and of
 * its {@code @BeforeEach} and {@code @AfterEach} methods.
 *
 * <pre>{@code
 * @ExtendWith(HealExtension.class)
 * class SearchTest {
 *     @Test
 *     void answersWithoutTheStore(TestHeal test) {
 *         test.faults("vectors").fail(1, () -> new ConnectException("refused"));
 *         ...
 *     }
 * }
 * }</pre>
 *
 * <p>After a test that passed, it fails the test if something was left running: calls in progress, or tasks that wait in
 * virtual time. Below any failure it adds, as a suppressed exception, the seed of the test and the last 20 decisions. The seed
 * follows from the test's unique id, so that a test draws the same in each run and each repetition of a
 * {@code @RepeatedTest} draws something else; the configuration parameter or system property {@code heal.test.seed} sets it.
 *
 * <p>Immutable; tests may run in parallel. Needs JUnit Jupiter 5.12 or newer.
 */
public final class HealExtension implements ParameterResolver, BeforeEachCallback, AfterEachCallback {

    static final String SEED = "heal.test.seed";

    private static final Namespace NAMESPACE = Namespace.create(HealExtension.class);
    private static final List<Class<?>> TYPES = List.of(TestHeal.class, Heal.class, VirtualTime.class);

    private final SettingLines settings;

    /** With every setting at its default, but for what {@link HealSettings} say. */
    public HealExtension() {
        this(SettingLines.NONE);
    }

    private HealExtension(SettingLines settings) {
        this.settings = settings;
    }

    /**
     * The same extension with settings for all tests that it serves; for a {@code @RegisterExtension} field.
     *
     * @param lines of the form {@code KEY=VALUE}, as in a properties file; they win over earlier ones of the same key
     * @return a new extension
     * @throws IllegalArgumentException if a line is not of that form; unknown keys and wrong values fail each test
     */
    public HealExtension with(String... lines) {
        return new HealExtension(settings.with(lines));
    }

    /**
     * The same extension with all settings of a record, such as {@code with("heal.breaker", new BreakerSettings(...))}. So the
     * keys of settings that are not Heal's own become known too.
     *
     * @param prefix where the record has its home, without a dot at the end
     * @param record a settings record, with values for every key; lines added later win
     * @return a new extension
     * @throws IllegalStateException if the record's package is not open to reflection
     */
    public HealExtension with(String prefix, Record record) {
        return new HealExtension(settings.with(prefix, record));
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            Executable asker = parameter.getDeclaringExecutable();
            throw new ParameterResolutionException("testkit: a "
                    + parameter.getParameter().getType().getSimpleName()
                    + " must belong to one test, was asked for by " + asker.getName()
                    + " for a whole class; take it in the test or in a @BeforeEach method");
        }
        TestHeal test = of(context);
        Class<?> type = parameter.getParameter().getType();
        return type == Heal.class ? test.heal() : type == VirtualTime.class ? test.time() : test;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        // made even if no parameter asks for it: a wrong line fails the test in any case
        TestHeal unused = of(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TestHeal test = context.getStore(NAMESPACE).remove(TestHeal.class, TestHeal.class);
        if (test == null) {
            return;
        }
        Optional<Throwable> thrown = context.getExecutionException();
        List<String> left = test.end();
        if (thrown.isPresent()) {
            if (!(thrown.get() instanceof TestAbortedException)) {
                thrown.get().addSuppressed(new TestRun(test.note()));
            }
        } else if (!left.isEmpty()) {
            AssertionError error = new AssertionError(String.join("\n", left));
            error.addSuppressed(new TestRun(test.note()));
            throw error;
        }
    }

    private TestHeal of(ExtensionContext context) {
        Store store = context.getStore(NAMESPACE);
        TestHeal known = store.get(TestHeal.class, TestHeal.class);
        if (known != null) {
            return known;
        }
        TestHeal made = new TestHeal(seed(context), annotated(settings, context).checked());
        store.put(TestHeal.class, made);
        return made;
    }

    /** Adds what the annotations say, the outermost first. */
    private static SettingLines annotated(SettingLines settings, ExtensionContext context) {
        SettingLines outer =
                context.getParent().map(parent -> annotated(settings, parent)).orElse(settings);
        return context.getElement()
                .flatMap(element -> AnnotationSupport.findAnnotation(element, HealSettings.class))
                .map(found -> outer.with(found.value()))
                .orElse(outer);
    }

    private static long seed(ExtensionContext context) {
        Optional<String> stated = context.getConfigurationParameter(SEED);
        if (stated.isEmpty()) {
            return context.getUniqueId().hashCode();
        }
        try {
            return Long.parseLong(stated.get().strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "testkit: " + SEED + " must be a whole number, was '" + stated.get()
                            + "'; use the one that a failed test has named",
                    e);
        }
    }
}
