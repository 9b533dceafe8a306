package dev.heal.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.Metrics;

/** resilience4j's metrics of a breaker, and the refusals that it was not asked for. */
record CountedMetrics(Metrics metrics, long refusedHere) implements Metrics {

    @Override
    public float getFailureRate() {
        return metrics.getFailureRate();
    }

    @Override
    public float getSlowCallRate() {
        return metrics.getSlowCallRate();
    }

    @Override
    public int getNumberOfSlowCalls() {
        return metrics.getNumberOfSlowCalls();
    }

    @Override
    public int getNumberOfSlowSuccessfulCalls() {
        return metrics.getNumberOfSlowSuccessfulCalls();
    }

    @Override
    public int getNumberOfSlowFailedCalls() {
        return metrics.getNumberOfSlowFailedCalls();
    }

    @Override
    public int getNumberOfBufferedCalls() {
        return metrics.getNumberOfBufferedCalls();
    }

    @Override
    public int getNumberOfFailedCalls() {
        return metrics.getNumberOfFailedCalls();
    }

    @Override
    public long getNumberOfNotPermittedCalls() {
        return metrics.getNumberOfNotPermittedCalls() + refusedHere;
    }

    @Override
    public int getNumberOfSuccessfulCalls() {
        return metrics.getNumberOfSuccessfulCalls();
    }
}
