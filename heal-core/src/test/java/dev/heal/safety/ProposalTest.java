package dev.heal.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class ProposalTest {

    @Test
    void thereIsNoNameForAll() {
        refused(
                () -> Proposals.tune(ManualOverride.EVERYTHING),
                "proposal: resource must name one thing, was '*'; make a proposal for each");
        refused(() -> Proposals.tune(""), "proposal: resource must name one thing, was ''; make a proposal for each");
        refused(
                () -> Proposals.text(ActionClass.PROTECT, " ", "db", "a", "b"),
                "proposal: kind must name one thing, was ' '; make a proposal for each");
    }

    @Test
    void boundsAreChecked() {
        refused(
                () -> new Proposal.Numeric(1, 2, 5, 4, true),
                "proposal: bounds must be 0 <= min <= max and finite, were 5.0 and 4.0; a step is a share of the value, so it"
                        + " cannot leave 0");
        refused(
                () -> new Proposal.Numeric(1, 2, 0, 4, false),
                "proposal: bounds must be 0 < min <= max and finite, were 0.0 and 4.0; a step is a share of the value, so it"
                        + " cannot leave 0");
        assertThatThrownBy(() -> new Proposal.Numeric(1, 2, Double.NaN, 4, true))
                .isInstanceOf(IllegalArgumentException.class);
        refused(
                () -> new Proposal.Numeric(1.5, 2, 1, 4, true),
                "proposal: from, to and bounds must be whole numbers, were 1.5, 2.0, 1.0 and 4.0; round them or set whole to"
                        + " false");
        assertThat(new Proposal.Numeric(0, 1, 0, 4, true).step()).isEqualTo(1);
    }

    @Test
    void theTextsAreThoseOfTheNumbers() {
        Proposal.Numeric numeric = new Proposal.Numeric(0.5, 0.75, 0.1, 4, false);
        Proposal.Change change = Proposal.Change.of(numeric, "", null);
        assertThat(change.from()).isEqualTo("0.5");
        assertThat(change.to()).isEqualTo("0.75");
        refused(
                () -> new Proposal.Change("0.5", "1", "", numeric, null),
                "proposal: from and to must be the numbers as text, were '0.5' and '1'; use Change.of(numeric, ...)");
    }

    @Test
    void aVerificationHasADeadline() {
        refused(
                () -> new Proposal.Verification(Duration.ZERO, Proposals.CONFIRMED.verifier()),
                "proposal: within must be in (0s, 1d], was 0s; use the time in which the change would show, such as 5m");
        refused(
                () -> new Proposal.Verification(Duration.ofHours(25), Proposals.CONFIRMED.verifier()),
                "proposal: within must be in (0s, 1d], was 25h; use the time in which the change would show, such as 5m");
    }

    @Test
    void theResourceItselfIsAPeer() {
        refused(
                () -> new Proposal.Grounds(Proposals.CAUSE, 1, 0, Map.of(), "heal"),
                "proposal: peers must be >= 1, was 0; the resource itself counts");
    }

    private static void refused(ThrowingCallable making, String message) {
        assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
