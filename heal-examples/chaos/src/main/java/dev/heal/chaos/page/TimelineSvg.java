package dev.heal.chaos.page;

import static dev.heal.chaos.page.Html.escaped;
import static dev.heal.chaos.page.Html.px;

import dev.heal.chaos.page.Bins.Bin;
import dev.heal.chaos.page.Chart.Step;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One run drawn on the axis of time: decisions, states, how long calls took, how many were of no use. Confined to one thread.
 *
 * <pre>
 *   decisions  |   ▾ ▾        ▾
 *   vectors    |   ███▒▒██▒───
 *   1 s        |   × ×  ▽
 *   1 ms       | ●●●       ●●●●
 *   errors     |   ▄▆▂▁
 *              |---0-----------10-- s
 * </pre>
 */
final class TimelineSvg {

    private static final double DECISIONS = 32;

    /** Sentences that a tool tip shows. */
    private static final int MOST_SENTENCES = 5;

    private final Frame frame;
    private final Chart chart;
    private final StringBuilder out = new StringBuilder(8_192);

    private TimelineSvg(Frame frame, Chart chart) {
        this.frame = frame;
        this.chart = chart;
    }

    static String of(Frame frame, Chart chart, String title) {
        return new TimelineSvg(frame, chart).drawn(title);
    }

    private String drawn(String title) {
        out.append("<svg viewBox=\"0 0 ").append(px(Frame.WIDTH)).append(' ').append(px(frame.height()));
        out.append("\" role=\"img\" aria-label=\"").append(escaped(title)).append("\">\n");
        fault();
        grid();
        lanes();
        calls();
        errors();
        decisions();
        return out.append("</svg>\n").toString();
    }

    private void fault() {
        double from = x(0);
        double to = x(chart.gone());
        rect("fault", from, 14, Math.max(2, to - from), frame.bottom() - 14, "");
        line("gone", to, 14, to, frame.bottom());
        text("mark", from - 4, 11, "end", "fault");
        text("mark", to + 4, 11, "start", "gone");
    }

    private void grid() {
        LatencyScale scale = frame.latency();
        for (double millis : LatencyScale.TICKS) {
            line("grid", frame.axis().left(), scale.y(millis), right(), scale.y(millis));
            label(scale.y(millis) + 4, LatencyScale.label(millis));
        }
        for (double second : frame.axis().ticks()) {
            line("grid", x(second), frame.latency().top(), x(second), frame.bottom() + 4);
            text("", x(second), frame.bottom() + 16, "middle", shown(second));
        }
        line("axis", frame.axis().left(), frame.bottom(), right(), frame.bottom());
        text("", frame.axis().left() - 24, frame.bottom() + 16, "end", "seconds");
        label(frame.barsTop() + 12, "errors in");
        label(frame.barsTop() + 25, "250 ms");
    }

    private void lanes() {
        Map<String, List<Lanes.Span>> lanes = Lanes.of(chart);
        for (int i = 0; i < frame.resources().size(); i++) {
            String resource = frame.resources().get(i);
            double top = frame.lane(i);
            label(top + 10, resource);
            line("closed", x(chart.begin()), top + 6, x(chart.end()), top + 6);
            for (Lanes.Span span : lanes.getOrDefault(resource, List.of())) {
                if (!span.isClosed()) {
                    span(resource, span, top + 6);
                }
            }
        }
    }

    /** Half-open is half as high: who sees no colours sees that. */
    private void span(String resource, Lanes.Span span, double middle) {
        double from = x(span.from());
        double height = span.style().equals("half") ? 5 : 11;
        String title =
                resource + " " + span.text() + ", " + Html.seconds(span.from()) + " to " + Html.seconds(span.to());
        rect(span.style(), from, middle - height / 2, Math.max(1, x(span.to()) - from), height, title);
    }

    private void calls() {
        LatencyScale scale = frame.latency();
        Map<Mark, StringBuilder> dots = new EnumMap<>(Mark.class);
        Map<Mark, StringBuilder> ranges = new EnumMap<>(Mark.class);
        for (Bin bin : Bins.dots(chart)) {
            String x = px(x(bin.at()));
            double millis = bin.mark().isServed() ? bin.middle() : bin.longest();
            path(dots, bin.mark()).append('M').append(x).append(' ').append(px(scale.y(millis)));
            path(dots, bin.mark()).append(bin.mark().shape());
            if (bin.mark().isServed() && bin.longest() > bin.shortest()) {
                path(ranges, bin.mark()).append('M').append(x).append(' ').append(px(scale.y(bin.longest())));
                path(ranges, bin.mark()).append('V').append(px(scale.y(bin.shortest())));
            }
        }
        ranges.forEach((mark, path) -> draw("range " + mark.style(), path));
        dots.forEach((mark, path) -> draw("dot " + mark.style(), path));
    }

    private void errors() {
        double unit = frame.barsHeight() / frame.mostErrors();
        Map<Mark, StringBuilder> bars = new EnumMap<>(Mark.class);
        Bins.errors(chart).forEach((index, counts) -> {
            double from = x(index * Bins.BAR);
            double width = Math.max(0.5, x((index + 1) * Bins.BAR) - from - 0.6);
            double y = frame.bottom();
            for (Map.Entry<Mark, Long> count : counts.entrySet()) {
                double height = unit * count.getValue();
                y -= height;
                path(bars, count.getKey())
                        .append('M')
                        .append(px(from))
                        .append(' ')
                        .append(px(y));
                path(bars, count.getKey())
                        .append('h')
                        .append(px(width))
                        .append('v')
                        .append(px(height));
                path(bars, count.getKey()).append('h').append(px(-width)).append('z');
            }
        });
        bars.forEach((mark, path) -> draw("bar " + mark.style(), path));
        label(frame.barsTop() + 38, "most: " + frame.mostErrors());
    }

    private void decisions() {
        label(DECISIONS - 2, "decisions");
        Map<Long, List<Step>> ticks = chart.steps().stream()
                .filter(step -> chart.covers(step.at()))
                .collect(Collectors.groupingBy(
                        step -> Bins.index(step.at(), Bins.DOT), TreeMap::new, Collectors.toList()));
        ticks.values().forEach(steps -> {
            out.append("<path class=\"tick\" d=\"M")
                    .append(px(x(steps.get(0).at())))
                    .append(' ');
            out.append(px(DECISIONS)).append("l-4-9h8z\"><title>").append(escaped(tip(steps)));
            out.append("</title></path>\n");
        });
    }

    private static String tip(List<Step> steps) {
        String sentences = steps.stream()
                .limit(MOST_SENTENCES)
                .map(step -> Html.seconds(step.at()) + " " + step.sentence())
                .collect(Collectors.joining("\n"));
        int more = steps.size() - MOST_SENTENCES;
        return more > 0 ? sentences + "\nand " + more + " more" : sentences;
    }

    private static StringBuilder path(Map<Mark, StringBuilder> paths, Mark mark) {
        return paths.computeIfAbsent(mark, any -> new StringBuilder());
    }

    private void draw(String style, StringBuilder path) {
        out.append("<path class=\"")
                .append(style)
                .append("\" d=\"")
                .append(path)
                .append("\"/>\n");
    }

    private void rect(String style, double x, double y, double width, double height, String title) {
        out.append("<rect class=\"")
                .append(style)
                .append("\" x=\"")
                .append(px(x))
                .append("\" y=\"");
        out.append(px(y))
                .append("\" width=\"")
                .append(px(width))
                .append("\" height=\"")
                .append(px(height));
        out.append(title.isEmpty() ? "\"/>\n" : "\"><title>" + escaped(title) + "</title></rect>\n");
    }

    private void line(String style, double x1, double y1, double x2, double y2) {
        out.append("<path class=\"")
                .append(style)
                .append("\" d=\"M")
                .append(px(x1))
                .append(' ');
        out.append(px(y1)).append('L').append(px(x2)).append(' ').append(px(y2)).append("\"/>\n");
    }

    private void label(double y, String text) {
        text("", frame.axis().left() - 8, y, "end", text);
    }

    private void text(String style, double x, double y, String anchor, String text) {
        out.append(style.isEmpty() ? "<text" : "<text class=\"" + style + "\"")
                .append(" x=\"")
                .append(px(x));
        out.append("\" y=\"")
                .append(px(y))
                .append("\" text-anchor=\"")
                .append(anchor)
                .append("\">");
        out.append(escaped(text)).append("</text>\n");
    }

    private static String shown(double second) {
        return second == Math.rint(second) ? Long.toString((long) second) : Double.toString(second);
    }

    private double right() {
        return frame.axis().left() + frame.axis().width();
    }

    private double x(double second) {
        return frame.axis().x(second);
    }
}
