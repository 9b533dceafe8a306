package dev.heal.time;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of one runtime: daemons whose names end in the instance, so that two instances in one JVM can be told apart. */
final class HealThreads {

    private static final int IO_THREADS = 8;
    private static final int IO_QUEUE = 1_024;
    private static final long IO_IDLE_SECONDS = 10;

    private final String instance = Integer.toHexString(System.identityHashCode(this));

    ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, daemons("heal-timer"));
        // a call that ended early cancels its timer: do not keep the dead task until its time
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    ExecutorService io() {
        ThreadPoolExecutor io = new ThreadPoolExecutor(
                IO_THREADS,
                IO_THREADS,
                IO_IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(IO_QUEUE),
                daemons("heal-io"));
        io.allowCoreThreadTimeOut(true);
        return io;
    }

    private ThreadFactory daemons(String kind) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, kind + "-" + number.incrementAndGet() + "-" + instance);
            thread.setDaemon(true);
            // a thread that inherits the first caller's class loader keeps a redeployed application in memory
            thread.setContextClassLoader(null);
            return thread;
        };
    }
}
