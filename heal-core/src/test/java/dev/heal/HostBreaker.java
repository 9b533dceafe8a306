package dev.heal;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Set;

/** A breaker of a host's: resilience4j's own, of which some methods fail or refuse. */
final class HostBreaker {

    private final CircuitBreaker plain = CircuitBreaker.ofDefaults("host");
    private final Set<String> broken = new HashSet<>();
    private boolean refusing;

    /** These methods throw from now on. */
    HostBreaker breaking(String... methods) {
        broken.addAll(Set.of(methods));
        return this;
    }

    /** Says no, or asks resilience4j, although its state stays what it is. */
    void refuses(boolean now) {
        refusing = now;
    }

    CircuitBreaker plain() {
        return plain;
    }

    CircuitBreaker breaker() {
        return (CircuitBreaker) Proxy.newProxyInstance(
                HostBreaker.class.getClassLoader(), new Class<?>[] {CircuitBreaker.class}, (proxy, method, args) -> {
                    if (broken.contains(method.getName())) {
                        throw new IllegalStateException("broken: " + method.getName());
                    }
                    if (refusing && method.getName().equals("tryAcquirePermission")) {
                        return false;
                    }
                    try {
                        return method.invoke(plain, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
