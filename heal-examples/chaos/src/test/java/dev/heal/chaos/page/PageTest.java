package dev.heal.chaos.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.chaos.page.Chart.Dot;
import dev.heal.chaos.page.Chart.Step;
import dev.heal.chaos.page.Section.Check;
import dev.heal.chaos.page.Section.Run;
import dev.heal.chaos.page.Section.Score;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The page as a browser reads it: well-formed, nothing injected, everything inside of its picture. */
final class PageTest {

    private static final String NASTY = "</title></svg><script>alert('1')</script>&\"\u0000\uD800]]>";
    private static final List<Mark> MARKS = List.of(Mark.values());
    private static final Confusion NO_CAUSES = new Confusion(List.of());

    @Test
    void everyTextFromOutsideIsEscaped() throws Exception {
        Chart chart = new Chart(
                -1,
                2,
                4,
                List.of(new Dot(1, 5, Mark.FAILED)),
                List.of(new Step(1, NASTY, "CLOSED", "OPEN", NASTY), new Step(3, NASTY, NASTY, NASTY, NASTY)));
        Run run = new Run(
                NASTY,
                new Score(0.5, NASTY, false),
                Map.of(NASTY, NASTY),
                List.of(new Check(NASTY, NASTY, false)),
                chart);
        String html = new Page(
                        Map.of(NASTY, NASTY),
                        List.of(NASTY),
                        List.of(new Section(NASTY, NASTY, NASTY, List.of(run))),
                        new Confusion(List.of(new Confusion.Naming(NASTY, NASTY))))
                .html();
        assertThat(html).doesNotContain("<script").doesNotContain("alert('1')").doesNotContain("\u0000");
        Document page = parsed(html);
        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(page.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo("Faults, and who stood them");
        assertThat(page.getElementsByTagName("rect").getLength()).isPositive();
    }

    @Test
    void aPageNeedsNothingElse() throws Exception {
        String html = page(run("heal", busy(500, 20)));
        assertThat(html).doesNotContain("http:", "https:", "url(", "@import", "src=", "<link", "<script");
        assertThat(parsed(html).getElementsByTagName("style").getLength()).isEqualTo(1);
    }

    @Test
    void aRunWithoutCallsOrDecisionsIsDrawnAllTheSame() throws Exception {
        String html = page(run("plain", new Chart(0, 0, 1, List.of(), List.of())));
        assertThat(html).contains("No decisions.").contains("most: 1");
        assertThat(parsed(html).getElementsByTagName("svg").getLength()).isEqualTo(1 + legendItems());
    }

    @Test
    void aReportOfNothingIsAPage() throws Exception {
        parsed(new Page(Map.of(), List.of(), List.of(), NO_CAUSES).html());
        parsed(new Page(Map.of(), List.of("heal"), List.of(new Section("a", "b", "c", List.of())), NO_CAUSES).html());
    }

    @Test
    void allIsInsideOfThePicture() throws Exception {
        List<Dot> dots = new ArrayList<>(busy(2_000, 0).calls());
        dots.add(new Dot(-100, 1e9, Mark.HUNG));
        dots.add(new Dot(3.99, 1e9, Mark.HUNG));
        dots.add(new Dot(3.99, 0, Mark.LIVE));
        Step early = new Step(-50, "db", "CLOSED", "OPEN", "early");
        Step late = new Step(50, "db", "OPEN", "CLOSED", "late");
        NodeList pictures = parsed(page(run("heal", new Chart(-1, 2, 4, dots, List.of(early, late)))))
                .getElementsByTagName("svg");
        for (int i = 0; i < pictures.getLength(); i++) {
            Element picture = (Element) pictures.item(i);
            String[] box = picture.getAttribute("viewBox").split(" ", -1);
            double width = Double.parseDouble(box[2]);
            double height = Double.parseDouble(box[3]);
            assertThat(points(picture)).isNotEmpty().allSatisfy(point -> {
                assertThat(point[0]).isBetween(0.0, width);
                assertThat(point[1]).isBetween(0.0, height);
            });
        }
    }

    @Test
    void decisionsOfOneMomentShareATick() {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            steps.add(new Step(1 + i * 1e-4, "db", "1", "2", "number " + i));
        }
        String html = page(run("heal", new Chart(-1, 2, 4, List.of(), steps)));
        assertThat(html.split("class=\"tick\"", -1)).hasSize(1 + 1 + 1);
        assertThat(html).contains("number 4\nand 145 more</title>").contains("and 50 more</li>");
    }

    @Test
    void twentyFaultsAndThreeContendersStayBelowThreeMegabytes() {
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sections.add(new Section(
                    "fault-" + i,
                    "cause",
                    "It happens.",
                    List.of(
                            run("heal", busy(1_600, 40)),
                            run("documented", busy(1_600, 20)),
                            run("plain", busy(1_600, 0)))));
        }
        String html = new Page(Map.of(), List.of("heal", "documented", "plain"), sections, NO_CAUSES).html();
        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(3_000_000);
    }

    private static String page(Run run) {
        Section section = new Section("fault", "db dead (server)", "It happens.", List.of(run));
        return new Page(Map.of("seed", "1"), List.of(run.contender()), List.of(section), NO_CAUSES).html();
    }

    private static Run run(String contender, Chart chart) {
        return new Run(contender, new Score(0.1, "1.00 s", true), Map.of("lost", "0"), List.of(), chart);
    }

    /** Over 25 s: before the fault, during it and after it three marks each, all of them in all. */
    private static Chart busy(int calls, int decisions) {
        SplittableRandom random = new SplittableRandom(3);
        List<Dot> dots = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            double at = -3 + 25 * random.nextDouble();
            int first = at < 0 ? 0 : at < 10 ? 2 : 4;
            Mark mark = MARKS.get(first + random.nextInt(3));
            dots.add(new Dot(at, Math.pow(10, 5 * random.nextDouble()), mark));
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < decisions; i++) {
            boolean opens = i % 2 == 0;
            steps.add(new Step(i * 0.5, "db", opens ? "CLOSED" : "OPEN", opens ? "OPEN" : "CLOSED", "x".repeat(200)));
        }
        return new Chart(-3, 10, 22, dots, steps);
    }

    private static int legendItems() {
        return PageStyle.legend().split("<svg", -1).length - 1;
    }

    /** The points at which paths begin, and the corners of rectangles. */
    private static List<double[]> points(Element picture) {
        List<double[]> points = new ArrayList<>();
        NodeList paths = picture.getElementsByTagName("path");
        for (int i = 0; i < paths.getLength(); i++) {
            Matcher move =
                    Pattern.compile("[ML](-?[\\d.]+) (-?[\\d.]+)").matcher(((Element) paths.item(i)).getAttribute("d"));
            while (move.find()) {
                points.add(new double[] {Double.parseDouble(move.group(1)), Double.parseDouble(move.group(2))});
            }
        }
        NodeList rectangles = picture.getElementsByTagName("rect");
        for (int i = 0; i < rectangles.getLength(); i++) {
            Element rectangle = (Element) rectangles.item(i);
            double x = number(rectangle, "x");
            double y = number(rectangle, "y");
            points.add(new double[] {x, y});
            points.add(new double[] {x + number(rectangle, "width"), y + number(rectangle, "height")});
        }
        return points;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static Document parsed(String html) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    }
}
