package dev.heal.testbed.qdrant;

import io.qdrant.client.grpc.JsonWithInt.ListValue;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What of a payload a request wants to see. Stateless. */
final class PayloadView {
    private PayloadView() {}

    static UnaryOperator<Map<String, Value>> of(WithPayloadSelector selector) {
        return switch (selector.getSelectorOptionsCase()) {
            case ENABLE -> selector.getEnable() ? payload -> payload : payload -> Map.of();
            case INCLUDE -> {
                List<List<PayloadPath.Step>> wanted =
                        steps(selector.getInclude().getFieldsList());
                // A path stays if it leads to a wanted one or lies below it.
                yield payload ->
                        filtered(payload, List.of(), path -> wanted.stream().anyMatch(one -> agree(path, one)));
            }
            case EXCLUDE -> {
                List<List<PayloadPath.Step>> unwanted =
                        steps(selector.getExclude().getFieldsList());
                yield payload -> filtered(
                        payload,
                        List.of(),
                        path -> unwanted.stream().noneMatch(one -> path.size() >= one.size() && agree(path, one)));
            }
            case SELECTOROPTIONS_NOT_SET -> throw Statuses.invalid("%s", "No PayloadSelector");
        };
    }

    private static List<List<PayloadPath.Step>> steps(List<String> fields) {
        return fields.stream().map(PayloadPath::parse).map(PayloadPath::steps).toList();
    }

    private static boolean agree(List<PayloadPath.Step> path, List<PayloadPath.Step> other) {
        int shared = Math.min(path.size(), other.size());
        return path.subList(0, shared).equals(other.subList(0, shared));
    }

    private static Map<String, Value> filtered(
            Map<String, Value> object, List<PayloadPath.Step> at, Predicate<List<PayloadPath.Step>> keep) {
        Map<String, Value> left = new LinkedHashMap<>();
        object.forEach((key, value) -> {
            List<PayloadPath.Step> path = longer(at, PayloadPath.Step.ofKey(key));
            if (keep.test(path)) {
                left.put(key, filtered(value, path, keep));
            }
        });
        return left;
    }

    private static Value filtered(Value value, List<PayloadPath.Step> at, Predicate<List<PayloadPath.Step>> keep) {
        if (value.hasStructValue()) {
            return PayloadEdits.object(filtered(value.getStructValue().getFieldsMap(), at, keep));
        }
        if (!value.hasListValue()) {
            return value;
        }
        List<PayloadPath.Step> path = longer(at, PayloadPath.Step.each());
        ListValue.Builder left = ListValue.newBuilder();
        if (keep.test(path)) {
            value.getListValue().getValuesList().forEach(element -> left.addValues(filtered(element, path, keep)));
        }
        return Value.newBuilder().setListValue(left).build();
    }

    private static List<PayloadPath.Step> longer(List<PayloadPath.Step> path, PayloadPath.Step step) {
        List<PayloadPath.Step> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}
