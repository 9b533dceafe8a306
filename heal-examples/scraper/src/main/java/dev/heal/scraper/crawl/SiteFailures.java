package dev.heal.scraper.crawl;

import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.failure.FailureClassifier;
import dev.heal.scraper.web.HttpStatusException;

/** HTTP statuses as failures; what is no status is read by the JDK's exception types. */
enum SiteFailures implements FailureClassifier {
    INSTANCE;

    @Override
    public Failure classify(Throwable thrown) {
        if (thrown instanceof HttpStatusException e) {
            boolean busy = e.status() == 429 || e.status() == 503;
            return new Failure(
                    busy ? Kind.OVERLOAD : Kind.TRANSIENT,
                    busy ? Phase.NOT_APPLIED : Phase.MAYBE_APPLIED,
                    e.retryAfter().orElse(null),
                    String.valueOf(e.status()));
        }
        return FailureClassifier.standard().classify(thrown);
    }
}
