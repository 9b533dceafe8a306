package dev.heal.jdbc.generator;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One method of a JDBC interface as source text. */
final class JdbcMethod {

    private final Method method;
    private final SourceNames names;

    private JdbcMethod(Method method, SourceNames names) {
        this.method = method;
        this.names = names;
    }

    /** All that an implementation may have, inherited ones and those with a default included, always in the same order. */
    static List<JdbcMethod> of(Class<?> jdbcInterface, SourceNames names) {
        return methods(jdbcInterface).stream()
                .map(method -> new JdbcMethod(method, names))
                .toList();
    }

    static List<Method> methods(Class<?> jdbcInterface) {
        return Arrays.stream(jdbcInterface.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                // by interface too: an interface may repeat a method that it inherits
                .collect(Collectors.toMap(
                        JdbcMethod::key, method -> method, (one, other) -> nearer(one, other), java.util.TreeMap::new))
                .values()
                .stream()
                .sorted(Comparator.comparing(JdbcMethod::key))
                .toList();
    }

    String name() {
        return method.getName();
    }

    Class<?>[] parameterTypes() {
        return method.getParameterTypes();
    }

    boolean has(Class<?>... parameterTypes) {
        return Arrays.equals(method.getParameterTypes(), parameterTypes);
    }

    boolean returns(Class<?> type) {
        return method.getReturnType() == type;
    }

    boolean returnsNothing() {
        return method.getReturnType() == void.class;
    }

    boolean throwsNothing() {
        return method.getExceptionTypes().length == 0;
    }

    String returnType() {
        return names.of(method.getGenericReturnType());
    }

    /** The same call on another object. */
    String callOn(String target) {
        String arguments = IntStream.range(0, method.getParameterCount())
                .mapToObj(JdbcMethod::letter)
                .collect(Collectors.joining(", "));
        return target + "." + method.getName() + "(" + arguments + ")";
    }

    /** From the modifier to the opening brace. */
    String head() {
        Type[] types = method.getGenericParameterTypes();
        String parameters = IntStream.range(0, types.length)
                .mapToObj(i -> names.of(types[i]) + " " + letter(i))
                .collect(Collectors.joining(", "));
        String variables = Arrays.stream(method.getTypeParameters())
                .map(TypeVariable::getName)
                .collect(Collectors.joining(", "));
        String thrown =
                Arrays.stream(method.getGenericExceptionTypes()).map(names::of).collect(Collectors.joining(", "));
        return "public " + (variables.isEmpty() ? "" : "<" + variables + "> ") + returnType() + " " + name() + "("
                + parameters + ")" + (thrown.isEmpty() ? "" : " throws " + thrown) + " {";
    }

    private static String letter(int index) {
        return String.valueOf((char) ('a' + index));
    }

    private static Method nearer(Method one, Method other) {
        return one.getDeclaringClass().isAssignableFrom(other.getDeclaringClass()) ? other : one;
    }

    private static String key(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getName)
                        .collect(Collectors.joining(",", "(", ")"));
    }
}
