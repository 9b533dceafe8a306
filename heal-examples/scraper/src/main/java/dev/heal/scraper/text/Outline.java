package dev.heal.scraper.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Reads an element from top to bottom into sections, one for each h1 to h4. Used once, by one thread. */
final class Outline implements NodeVisitor {
    private static final int DEEPEST = 4;
    private static final Set<String> BREAKS = Set.of("br", "hr", "td", "th", "dt", "dd", "option", "caption");

    private final List<Section> sections = new ArrayList<>();
    private final String[] path = new String[DEEPEST + 1];
    private final StringBuilder line = new StringBuilder();
    private List<String> paragraphs = new ArrayList<>();

    private Outline() {}

    static List<Section> of(Element root) {
        Outline outline = new Outline();
        root.traverse(outline);
        outline.endParagraph();
        outline.endSection();
        return List.copyOf(outline.sections);
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode text) {
            append(text.getWholeText());
        } else if (node instanceof Element element && breaksLine(element)) {
            endParagraph();
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (!(node instanceof Element element) || !breaksLine(element)) {
            return;
        }
        int level = levelOf(element);
        if (level == 0) {
            endParagraph();
            return;
        }
        String heading = takeLine();
        if (!heading.isEmpty()) {
            endSection();
            enter(level, heading);
        }
    }

    private void enter(int level, String heading) {
        path[level] = heading;
        for (int deeper = level + 1; deeper <= DEEPEST; deeper++) {
            path[deeper] = "";
        }
        paragraphs.add(heading);
    }

    private void endSection() {
        if (!paragraphs.isEmpty()) {
            List<String> headings = new ArrayList<>();
            for (String heading : path) {
                if (heading != null && !heading.isEmpty()) {
                    headings.add(heading);
                }
            }
            sections.add(new Section(headings, paragraphs));
            paragraphs = new ArrayList<>();
        }
    }

    private void endParagraph() {
        String text = takeLine();
        if (!text.isEmpty()) {
            paragraphs.add(text);
        }
    }

    private String takeLine() {
        String text = line.toString().strip();
        line.setLength(0);
        return text;
    }

    /** Every run of blanks becomes one, as on the screen. Characters without width are dropped. */
    private void append(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
                if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
                    line.append(' ');
                }
            } else if (Character.getType(c) != Character.FORMAT) {
                line.append(c);
            }
        }
    }

    private static boolean breaksLine(Element element) {
        return element.isBlock() || BREAKS.contains(element.normalName());
    }

    private static int levelOf(Element element) {
        String name = element.normalName().toLowerCase(Locale.ROOT);
        boolean heading = name.length() == 2 && name.charAt(0) == 'h' && Character.isDigit(name.charAt(1));
        int level = heading ? name.charAt(1) - '0' : 0;
        return level <= DEEPEST ? level : 0;
    }
}
