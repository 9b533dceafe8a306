package dev.heal.chaos.page;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Which causes were injected and which were named instead. A row for each cause that was injected, a column for each that was
 * named; causes are numbered in the order of the rows, then of the columns that no row has.
 *
 * @param namings one for each fault
 */
public record Confusion(List<Naming> namings) {

    /** What a column is called in which nothing was named. */
    static final String NOTHING = "nothing";

    /**
     * What was named under one fault.
     *
     * @param injected the cause
     * @param named what was named; empty for nothing
     */
    public record Naming(String injected, String named) {}

    /** Copies the namings. */
    public Confusion {
        namings = List.copyOf(namings);
    }

    /** Causes that were injected. */
    List<String> rows() {
        return namings.stream().map(Naming::injected).distinct().toList();
    }

    /** Causes that were named, in the order of the numbers; the empty text for nothing, last and always there. */
    List<String> columns() {
        Set<String> named = namings.stream()
                .map(Naming::named)
                .filter(cause -> !cause.isEmpty())
                .collect(Collectors.toSet());
        List<String> columns = new ArrayList<>(causes());
        columns.retainAll(named);
        columns.add("");
        return columns;
    }

    /** All causes: number 1 is the first. */
    List<String> causes() {
        Set<String> causes = new LinkedHashSet<>(rows());
        namings.stream().map(Naming::named).filter(cause -> !cause.isEmpty()).forEach(causes::add);
        return List.copyOf(causes);
    }

    /** The number of a cause as the heading of its column. */
    String number(String cause) {
        return cause.isEmpty() ? NOTHING : Integer.toString(causes().indexOf(cause) + 1);
    }

    long count(String row, String column) {
        return namings.stream()
                .filter(naming -> naming.equals(new Naming(row, column)))
                .count();
    }

    /** How many were named as they are. */
    long right() {
        return namings.stream()
                .filter(naming -> naming.injected().equals(naming.named()))
                .count();
    }

    /** Causes that were named and never injected, in words: the columns that no row explains. */
    List<String> strangers() {
        List<String> strangers = new ArrayList<>(causes());
        strangers.removeAll(rows());
        return strangers;
    }

    /**
     * As lines for people.
     *
     * @return a table in which a dot is none, each line ended by the line separator
     */
    public String text() {
        StringBuilder text = new StringBuilder();
        line(text, "", "injected", this::number);
        for (String row : rows()) {
            line(text, number(row), row, column -> count(row, column) == 0 ? "." : Long.toString(count(row, column)));
        }
        for (String cause : strangers()) {
            line(text, number(cause), cause + " (only named)", column -> "");
        }
        return text.toString();
    }

    private void line(StringBuilder text, String number, String first, UnaryOperator<String> cell) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%3s %-30s", number, first));
        for (String column : columns()) {
            int width = Math.max(4, number(column).length() + 2);
            line.append(String.format(Locale.ROOT, "%" + width + "s", cell.apply(column)));
        }
        text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
}
