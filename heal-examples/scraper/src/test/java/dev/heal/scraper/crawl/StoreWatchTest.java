package dev.heal.scraper.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.Guard;
import dev.heal.Heal;
import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.journal.Journal;
import dev.heal.settings.SettingsSource;
import dev.heal.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a crawl knows of its stores, in virtual time. */
class StoreWatchTest {

    private final Heal heal = new Heal(SettingsSource.defaults(), new VirtualTime().runtime(5));
    private final Guard vectors = heal.guard("vectors");
    private final StoreWatch watch = new StoreWatch(heal.journal(), List.of(heal.guard("pages-db"), vectors));
    private final List<String> notes = new ArrayList<>();
    private final Journal.Subscription telling = watch.tell(new CrawlListener() {
        @Override
        public void note(String line) {
            notes.add(line);
        }
    });

    @AfterEach
    void close() {
        heal.close();
    }

    @Test
    void aStoreThatGoesAndComesBackIsToldOnceEach() {
        Guard.Hold hold = gone(vectors);
        assertThat(watch.isAway()).isTrue();
        hold.release();
        assertThat(watch.isAway()).isFalse();
        assertThat(notes)
                .containsExactly(
                        "a store is away, its pages wait: vectors, connection-dead UNAVAILABLE",
                        "a store is back: vectors");
    }

    @Test
    void whatIsTriedOutIsStillAwayAndNoNews() {
        gone(vectors);
        vectors.breaker().transitionToHalfOpenState();
        assertThat(watch.isAway()).isTrue();
        vectors.breaker().transitionToOpenState();
        assertThat(notes).hasSize(1);
    }

    @Test
    void whatAPersonHoldsIsAway() {
        vectors.breaker().transitionToForcedOpenState();
        assertThat(watch.isAway()).isTrue();
    }

    @Test
    void whatIsNoStoreIsNoConcern() {
        gone(heal.guard("cache"));
        assertThat(watch.isAway()).isFalse();
        assertThat(notes).isEmpty();
    }

    @Test
    void nothingIsToldAfterTheEnd() {
        telling.close();
        gone(vectors);
        assertThat(notes).isEmpty();
    }

    private static Guard.Hold gone(Guard guard) {
        return guard.shut(new Failure(Kind.CONNECTION_DEAD, Phase.NOT_SENT, "UNAVAILABLE"), null);
    }
}
