package dev.heal.jdbc.generator;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How types are called in one source file, and what it must import for that. */
final class SourceNames {

    private final Set<String> imports = new TreeSet<>();

    void use(String qualifiedName) {
        imports.add(qualifiedName);
    }

    String of(Type type) {
        if (type instanceof Class<?> plain) {
            return ofClass(plain);
        } else if (type instanceof ParameterizedType parameterized) {
            return of(parameterized.getRawType()) + "<" + list(parameterized.getActualTypeArguments()) + ">";
        } else if (type instanceof WildcardType wildcard) {
            return wildcard.getUpperBounds()[0] == Object.class ? "?" : "? extends " + list(wildcard.getUpperBounds());
        } else if (type instanceof GenericArrayType array) {
            return of(array.getGenericComponentType()) + "[]";
        } else if (type instanceof TypeVariable<?> variable) {
            return variable.getName();
        }
        throw new IllegalArgumentException("no source text for " + type);
    }

    String imports() {
        return imports.stream().map(name -> "import " + name + ";\n").collect(Collectors.joining());
    }

    private String ofClass(Class<?> type) {
        if (type.isArray()) {
            return of(type.getComponentType()) + "[]";
        }
        if (!type.isPrimitive() && !type.getPackageName().equals("java.lang")) {
            imports.add(type.getName());
        }
        return type.getSimpleName();
    }

    private String list(Type[] types) {
        return Arrays.stream(types).map(this::of).collect(Collectors.joining(", "));
    }
}
