package dev.heal.chaos.page;

import static dev.heal.chaos.page.Html.escaped;

import dev.heal.chaos.page.Section.Check;
import dev.heal.chaos.page.Section.Run;
import dev.heal.chaos.page.Section.Score;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A report as one HTML page that needs nothing else: no script, no file beside it, nothing from the network. It is well-formed XML
 * too. All texts are escaped.
 *
 * @param facts how it was measured, by name, in the order in which they are shown
 * @param contenders in the order of the columns
 * @param sections one for each fault
 * @param confusion of the causes
 */
public record Page(Map<String, String> facts, List<String> contenders, List<Section> sections, Confusion confusion) {

    /** Decisions of one run that are listed. */
    private static final int MOST_STEPS = 100;

    /** Copies what it is given. */
    public Page {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        contenders = List.copyOf(contenders);
        sections = List.copyOf(sections);
    }

    /**
     * The page.
     *
     * @return all of it, to be kept in UTF-8
     */
    public String html() {
        StringBuilder out = new StringBuilder(1 << 16);
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
        out.append(
                "<meta name=\"viewport\" content=\"width=device-width\"/>\n<title>Faults, and who stood them</title>\n");
        out.append("<style>\n").append(PageStyle.CSS).append("</style>\n</head>\n<body>\n");
        out.append("<h1 id=\"top\">Faults, and who stood them</h1>\n").append(facts(facts));
        overview(out);
        causes(out);
        sections.forEach(section -> section(out, section));
        return out.append("</body>\n</html>\n").toString();
    }

    private void overview(StringBuilder out) {
        out.append(
                "<h2>At a glance</h2>\n<p>Calls that were of no use, and when all was normal again after the cause was ");
        out.append("gone. ✓ came back by itself with nothing lost, doubled or wrong; ✗ did not.</p>\n");
        out.append("<table class=\"glance\">\n<thead><tr><th scope=\"col\">fault</th>");
        contenders.forEach(
                name -> out.append("<th scope=\"col\">").append(escaped(name)).append("</th>"));
        out.append("</tr></thead>\n<tbody>\n");
        for (Section section : sections) {
            out.append("<tr><th scope=\"row\">")
                    .append(link(section.id(), escaped(section.id())))
                    .append("</th>");
            for (String contender : contenders) {
                out.append(section.runs().stream()
                        .filter(run -> run.contender().equals(contender))
                        .map(run -> cell(section, run))
                        .collect(Collectors.joining("", "<td>", "</td>")));
            }
            out.append("</tr>\n");
        }
        out.append("</tbody>\n</table>\n");
    }

    private static String cell(Section section, Run run) {
        Score score = run.score();
        String bar = "<span class=\"share\" style=\"width:" + Html.px(100 * score.failedShare()) + "%\"></span>";
        String text = sign(score.healed()) + " <b>" + escaped(Html.percent(score.failedShare())) + "</b> <small>"
                + escaped(score.normal()) + "</small>";
        return bar + link(section.id() + "-" + run.contender(), text);
    }

    private void causes(StringBuilder out) {
        out.append(
                "<h2>Causes that heal named</h2>\n<p>Rows: what was injected. Columns: the cause of the first decision ");
        out.append("about it. ")
                .append(confusion.right())
                .append(" of ")
                .append(confusion.namings().size());
        out.append(
                " were named as they are.</p>\n<table class=\"causes\">\n<thead><tr><th scope=\"col\">injected</th>");
        for (String column : confusion.columns()) {
            String name = column.isEmpty() ? Confusion.NOTHING : column;
            out.append("<th scope=\"col\"><span>").append(escaped(name)).append("</span></th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        for (String row : confusion.rows()) {
            out.append("<tr><th scope=\"row\">").append(escaped(row)).append("</th>");
            for (String column : confusion.columns()) {
                long count = confusion.count(row, column);
                String style = row.equals(column) ? "right" : count > 0 ? "other" : "";
                out.append("<td class=\"").append(style).append("\">").append(count == 0 ? "" : Long.toString(count));
                out.append("</td>");
            }
            out.append("</tr>\n");
        }
        out.append("</tbody>\n</table>\n");
    }

    private static void section(StringBuilder out, Section section) {
        Frame frame = Frame.of(section);
        out.append("<section id=\"")
                .append(escaped(section.id()))
                .append("\">\n<h2>")
                .append(escaped(section.id()));
        out.append(" <a class=\"up\" href=\"#top\">↑</a></h2>\n<p>").append(escaped(section.happens()));
        out.append(" Cause: <b>")
                .append(escaped(section.cause()))
                .append("</b>.</p>\n")
                .append(PageStyle.legend());
        for (Run run : section.runs()) {
            String name = section.id() + ", " + run.contender();
            out.append("<article id=\"")
                    .append(escaped(section.id() + "-" + run.contender()))
                    .append("\">\n<h3>");
            out.append(escaped(run.contender()))
                    .append(' ')
                    .append(sign(run.score().healed()))
                    .append("</h3>\n");
            out.append(facts(run.facts())).append(checks(run.checks()));
            out.append(TimelineSvg.of(frame, run.chart(), "timeline of " + name))
                    .append(steps(run.chart()));
            out.append("</article>\n");
        }
        out.append("</section>\n");
    }

    private static String checks(List<Check> checks) {
        return checks.isEmpty()
                ? ""
                : checks.stream()
                        .map(check -> "<li>" + sign(check.held()) + " " + escaped(check.goal()) + " <small>"
                                + escaped(check.measured()) + "</small></li>")
                        .collect(Collectors.joining("\n", "<ul class=\"checks\">\n", "\n</ul>\n"));
    }

    private static String steps(Chart chart) {
        if (chart.steps().isEmpty()) {
            return "<p class=\"none\">No decisions.</p>\n";
        }
        StringBuilder list =
                new StringBuilder("<details><summary>" + chart.steps().size() + " decisions</summary>\n<ol>\n");
        chart.steps().stream()
                .limit(MOST_STEPS)
                .forEach(step -> list.append("<li><span>")
                        .append(Html.seconds(step.at()))
                        .append("</span> ")
                        .append(escaped(step.sentence()))
                        .append("</li>\n"));
        int more = chart.steps().size() - MOST_STEPS;
        return list + (more > 0 ? "<li>and " + more + " more</li>\n" : "") + "</ol></details>\n";
    }

    private static String facts(Map<String, String> facts) {
        return facts.entrySet().stream()
                .map(fact ->
                        "<div><dt>" + escaped(fact.getKey()) + "</dt><dd>" + escaped(fact.getValue()) + "</dd></div>")
                .collect(Collectors.joining("\n", "<dl>\n", "\n</dl>\n"));
    }

    private static String sign(boolean good) {
        return good ? "<span class=\"yes\">✓</span>" : "<span class=\"no\">✗</span>";
    }

    private static String link(String id, String html) {
        return "<a href=\"#" + escaped(id) + "\">" + html + "</a>";
    }
}
