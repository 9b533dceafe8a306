package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Instances come and go in one JVM, as applications do in a server, and leave nothing. */
final class HealCyclesTest {

    @Test
    void aThousandInstancesLeaveNoThreadAndNoBean() throws InterruptedException {
        new OneCycle().run();
        Set<ObjectName> beans = beans();

        for (int i = 0; i < 1_000; i++) {
            new OneCycle().run();
        }

        Await.until("Heal's threads to end", () -> healThreads().isEmpty());
        assertThat(beans()).isEqualTo(beans);
        System.out.println("cycles: 1000 instances left " + healThreads().size() + " threads and no bean");
    }

    @Test
    void aClassLoaderCanGoOnceItsInstanceIsClosed() throws Exception {
        unloadable(8);
    }

    @Test
    @Tag("deep")
    void aThousandClassLoadersLeaveNoMetaspace() throws Exception {
        unloadable(100);
        long before = metaspace();

        unloadable(900);

        // a tenth of what a single one takes, for each of them, would already be 30 times this
        long more = metaspace() - before;
        assertThat(more).as("bytes of metaspace more").isLessThan(4L * 1024 * 1024);
        System.out.println("cycles: 900 class loaders more left " + more + " bytes of metaspace more");
    }

    private static void unloadable(int cycles) throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < cycles; i++) {
            loaders.add(isolated());
        }
        Await.until("all class loaders to go", () -> {
            System.gc();
            return loaders.stream().allMatch(loader -> loader.get() == null);
        });
        assertThat(healThreads()).isEmpty();
    }

    /** Heal, its dependencies and one cycle, all loaded anew. */
    private static WeakReference<ClassLoader> isolated() throws Exception {
        List<URL> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            path.add(Path.of(entry).toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> cycle = loader.loadClass("dev.heal.OneCycle");
            assertThat(cycle).isNotEqualTo(OneCycle.class);
            ((Runnable) cycle.getDeclaredConstructor().newInstance()).run();
            return new WeakReference<>(loader);
        }
    }

    private static Set<String> healThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("heal-"))
                .collect(Collectors.toSet());
    }

    private static Set<ObjectName> beans() {
        return ManagementFactory.getPlatformMBeanServer().queryNames(null, null);
    }

    private static long metaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong(HealCyclesTest::usedNow)
                .sum();
    }

    private static long usedNow(MemoryPoolMXBean pool) {
        System.gc();
        return pool.getUsage().getUsed();
    }
}
