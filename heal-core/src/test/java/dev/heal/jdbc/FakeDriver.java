package dev.heal.jdbc;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Every JDBC interface without a database: each call is noted, answered with something that fits its type, or fails where
 * that was asked for.
 */
final class FakeDriver {

    final List<Call> calls = new ArrayList<>();
    private final Map<String, Deque<Throwable>> failures = new HashMap<>();
    private final Map<String, Object> answers = new HashMap<>();
    private final Map<String, Runnable> meanwhile = new HashMap<>();

    /** The next calls of methods of this name fail, once each, in this order. */
    FakeDriver failing(String method, Throwable... thrown) {
        failures.computeIfAbsent(method, any -> new ArrayDeque<>()).addAll(List.of(thrown));
        return this;
    }

    /** From now on methods of this name answer so. */
    FakeDriver answering(String method, Object answer) {
        answers.put(method, answer);
        return this;
    }

    /** Whenever a method of this name is called, this happens meanwhile. */
    FakeDriver during(String method, Runnable what) {
        meanwhile.put(method, what);
        return this;
    }

    /** What was called, by name. */
    List<String> log() {
        return calls.stream().map(call -> call.method().getName()).toList();
    }

    /** What was called by one of these names. */
    List<String> log(String... names) {
        return log().stream().filter(Arrays.asList(names)::contains).toList();
    }

    DataSource dataSource() {
        return make(DataSource.class);
    }

    <T> T make(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Object[] given = arguments == null ? new Object[0] : arguments;
                    return method.getDeclaringClass() == Object.class
                            ? ofObject(self, method, given)
                            : answer(self, method, given);
                }));
    }

    private Object answer(Object self, Method method, Object[] arguments) throws Throwable {
        Call call = new Call(self, method, arguments);
        calls.add(call);
        meanwhile.getOrDefault(method.getName(), () -> {}).run();
        Deque<Throwable> toThrow = failures.get(method.getName());
        Throwable thrown = toThrow == null ? null : toThrow.poll();
        if (thrown != null) {
            throw thrown;
        }
        call.answer = answers.getOrDefault(method.getName(), sample(method.getReturnType()));
        return call.answer;
    }

    /** Something of a type. */
    @Nullable
    Object sample(Class<?> type) {
        if (type == boolean.class) {
            return true;
        } else if (type == String.class) {
            return "text";
        } else if (type == Class.class) {
            return StringBuilder.class;
        } else if (type.isInterface()) {
            return make(type);
        } else if (type.isArray()) {
            return java.lang.reflect.Array.newInstance(type.getComponentType(), 1);
        } else if (type.isPrimitive() && type != void.class) {
            // its wrapper, for a number that is not the default
            Object zero = java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0);
            return number(zero);
        }
        return null;
    }

    private static Object number(Object zero) {
        if (zero instanceof Byte) {
            return (byte) 7;
        } else if (zero instanceof Short) {
            return (short) 7;
        } else if (zero instanceof Integer) {
            return 7;
        } else if (zero instanceof Long) {
            return 7L;
        } else if (zero instanceof Float) {
            return 7f;
        }
        return 7d;
    }

    private static Object ofObject(Object self, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> "fake " + self.getClass().getInterfaces()[0].getSimpleName();
        };
    }

    /** One call of one object. */
    static final class Call {
        private final Object target;
        private final Method method;
        private final Object[] arguments;
        private @Nullable Object answer;

        Call(Object target, Method method, Object[] arguments) {
            this.target = target;
            this.method = method;
            this.arguments = arguments;
        }

        Object target() {
            return target;
        }

        Method method() {
            return method;
        }

        Object[] arguments() {
            return arguments;
        }

        @Nullable
        Object answer() {
            return answer;
        }

        @Override
        public String toString() {
            return method.getName();
        }
    }
}
