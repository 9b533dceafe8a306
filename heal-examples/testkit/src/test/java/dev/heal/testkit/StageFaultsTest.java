package dev.heal.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.failure.Effect;
import dev.heal.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(HealExtension.class)
@HealSettings({"heal.guard.db.deadline.call=3s", "heal.retry.max-attempts=1"})
final class StageFaultsTest {

    private final TestHeal test;
    private final Faults faults;
    private final CompletableFuture<String> answer = new CompletableFuture<>();
    private final Function<Deadline, CompletionStage<String>> call;

    StageFaultsTest(TestHeal test) {
        this.test = test;
        this.faults = test.faults("db");
        this.call = faults.aroundAsync(deadline -> answer);
    }

    @Test
    void withoutFaultsTheStageIsThatOfTheCall() {
        CompletableFuture<String> result = test.guard("db").callAsync(Effect.READ, call);
        assertThat(result).isNotDone();
        answer.complete("there");
        assertThat(result).isCompletedWithValue("there");
    }

    @Test
    void aStatedFailureCompletesTheStage() {
        IOException stated = new IOException("reset");
        faults.fail(1, () -> stated);
        CompletableFuture<String> result = test.guard("db").callAsync(Effect.READ, call);
        assertThatThrownBy(result::get).cause().isSameAs(stated);
        assertThat(answer).isNotDone();
    }

    @Test
    void whatTheCallItselfThrowsOrFailsWithComesThrough() {
        IllegalStateException own = new IllegalStateException("the client's own");
        Supplier<CompletionStage<String>> throwing = faults.aroundAsync(() -> {
            throw own;
        });
        assertThatThrownBy(throwing.get().toCompletableFuture()::get).cause().isSameAs(own);
        Supplier<CompletionStage<String>> failing = faults.aroundAsync(
                () -> CompletableFuture.<String>failedFuture(own).thenApply(text -> text));
        assertThatThrownBy(failing.get().toCompletableFuture()::get).cause().isSameAs(own);
    }

    @Test
    void latencyPassesBeforeTheCall() {
        faults.latency(Duration.ofSeconds(1))
                .fail(1, () -> new IOException("late"))
                .times(1);
        CompletableFuture<String> result = test.guard("db").callAsync(Effect.READ, call);
        test.time().advance(Duration.ofMillis(999));
        assertThat(result).isNotDone();
        test.time().advance(Duration.ofMillis(1));
        assertThatThrownBy(result::get).hasRootCauseMessage("late");

        CompletableFuture<String> second = test.guard("db").callAsync(Effect.READ, call);
        answer.complete("there");
        assertThat(second).isNotDone();
        test.time().advance(Duration.ofSeconds(1));
        assertThat(second).isCompletedWithValue("there");
    }

    @Test
    void aHangLastsToTheDeadline() {
        faults.hang();
        CompletableFuture<String> result = test.guard("db").callAsync(Effect.READ, call);
        test.time().advance(Duration.ofMillis(2_999));
        assertThat(result).isNotDone();
        test.time().advance(Duration.ofMillis(1));
        assertThatThrownBy(result::get)
                .hasRootCauseInstanceOf(TimeoutException.class)
                .hasRootCauseMessage("faults 'db': no answer by the deadline");
    }

    @Test
    void aCallWithoutADeadlineOfItsOwnHangsAsLongAsTheGuardAllows() {
        faults.hang(() -> new IOException("the client's own"));
        CompletableFuture<String> result =
                faults.<String>aroundAsync(() -> answer).get().toCompletableFuture();
        test.time().advance(Duration.ofSeconds(3));
        assertThatThrownBy(result::get).hasRootCauseMessage("the client's own");
    }

    @Test
    void latencyBeyondTheDeadlineIsATimeOut() {
        faults.latency(Duration.ofSeconds(3));
        CompletableFuture<String> result = test.guard("db").callAsync(Effect.READ, call);
        test.time().advance(Duration.ofSeconds(3));
        assertThatThrownBy(result::get).hasRootCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void cancellingLeavesNothingWaiting() {
        int before = test.time().pending();
        faults.latency(Duration.ofSeconds(1));
        assertThat(test.guard("db").callAsync(Effect.READ, call).cancel(true)).isTrue();
        assertThat(test.time().pending()).isEqualTo(before);

        faults.clear();
        assertThat(test.guard("db").callAsync(Effect.READ, call).cancel(true)).isTrue();
        assertThat(answer).isCancelled();
    }

    @Test
    @HealSettings("heal.guard.db.deadline.call=0s")
    void aHangWithoutADeadlineIsAnErrorOfTheTest() {
        faults.hang();
        assertThatThrownBy(test.guard("db").callAsync(Effect.READ, call)::get)
                .hasRootCauseInstanceOf(AssertionError.class);
    }
}
