package dev.heal.config.correct;

import dev.heal.config.schema.Key;
import dev.heal.config.schema.Quantity;
import dev.heal.config.schema.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values that are wrong only together. The rules X1 to X3. Pure. */
final class Limits {

    private static final int ROUNDS = 8;

    private Limits() {}

    static List<Candidate> settled(List<Candidate> candidates) {
        List<Candidate> settled = new ArrayList<>(candidates);
        boolean changed = true;
        // a limit may itself have a limit
        for (int i = 0; i < ROUNDS && changed; i++) {
            changed = false;
            for (int j = 0; j < settled.size(); j++) {
                changed |= settle(settled, j);
            }
        }
        contradictions(settled);
        return settled;
    }

    private static boolean settle(List<Candidate> all, int index) {
        Candidate lower = all.get(index);
        Key key = lower.key();
        Key.Limit limit = key == null ? null : key.ties().atMost();
        int upperIndex = limit == null || !lower.isApplied() ? -1 : applied(all, limit.key());
        if (key == null || limit == null || upperIndex < 0) {
            return false;
        }
        Candidate upper = all.get(upperIndex);
        BigDecimal low = number(lower);
        BigDecimal high = number(upper);
        Key upperKey = upper.key();
        if (low == null || high == null || upperKey == null || low.compareTo(high) <= 0) {
            return false;
        } else if (lower.isGuessed() || upper.isGuessed()) {
            all.set(index, lower.withoutEffect(refused(limit)));
        } else if (limit.sameQuantity()
                && key.range().contains(high)
                && upperKey.range().contains(low)) {
            Step step = Step.ofValue(Action.CORRECT, "X1", "and its limit are in the wrong order", false);
            all.set(index, lower.with(Quantity.canonical(key.type(), high), step));
            all.set(upperIndex, upper.with(Quantity.canonical(upperKey.type(), low), step));
        } else if (!limit.sameQuantity() && key.range().contains(high)) {
            String why = "is more than its limit " + limit.key();
            all.set(
                    index,
                    lower.with(Quantity.canonical(key.type(), high), Step.ofValue(Action.CORRECT, "X2", why, false)));
        } else {
            all.set(index, lower.withoutEffect(refused(limit)));
        }
        return true;
    }

    private static Step refused(Key.Limit limit) {
        return Step.ofValue(Action.REFUSE, "X2", "contradicts " + limit.key(), false);
    }

    private static @Nullable BigDecimal number(Candidate candidate) {
        Key key = candidate.key();
        String value = candidate.value();
        return key == null || value == null ? null : Quantity.strict(key.type(), value);
    }

    private static int applied(List<Candidate> all, String name) {
        for (int i = 0; i < all.size(); i++) {
            Key key = all.get(i).key();
            if (key != null && key.name().equals(name) && all.get(i).isApplied()) {
                return i;
            }
        }
        return -1;
    }

    /** A switch that is on, below one that is off: {@code tls=false} with {@code tls-verify=true}. */
    private static void contradictions(List<Candidate> all) {
        for (int i = 0; i < all.size(); i++) {
            Key key = all.get(i).key();
            if (key == null
                    || key.type() != ValueType.BOOL
                    || !"true".equals(all.get(i).value())) {
                continue;
            }
            for (int dash = key.name().lastIndexOf('-');
                    dash > key.name().lastIndexOf('.');
                    dash = key.name().lastIndexOf('-', dash - 1)) {
                int above = applied(all, key.name().substring(0, dash));
                if (above >= 0 && "false".equals(all.get(above).value())) {
                    String why = "has no effect while " + key.name().substring(0, dash) + " is off";
                    all.set(i, all.get(i).and(Step.ofValue(Action.WARN, "X3", why, false)));
                }
            }
        }
    }
}
