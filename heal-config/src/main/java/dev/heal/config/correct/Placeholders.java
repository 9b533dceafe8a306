package dev.heal.config.correct;

import java.util.List;
import java.util.regex.Pattern;

/** Values that somebody was to fill in and did not. The rule P1. Pure. */
final class Placeholders {

    private static final List<Pattern> FORMS = List.of(
            // <your-password>, {{ value }}, @project.value@, %NAME%, #{expression}, [[value]]
            Pattern.compile("<[^<>]*[A-Za-z][^<>]*>"),
            Pattern.compile("\\{\\{.*}}"),
            Pattern.compile("\\{%.*%}"),
            Pattern.compile("@[A-Za-z][A-Za-z0-9_.\\-]*@"),
            Pattern.compile("%[A-Za-z_][A-Za-z0-9_.\\-]*%"),
            Pattern.compile("%(?:\\([A-Za-z_][A-Za-z0-9_.\\-]*\\))?[sd]"),
            Pattern.compile("\\{[A-Za-z_][A-Za-z0-9_.\\-]*}|\\{[0-9]?}"),
            Pattern.compile("[#$]\\{.*}"),
            Pattern.compile("\\$\\(.*\\)"),
            Pattern.compile("\\$[A-Z_][A-Z0-9_]{2,}(?:/.*)?"),
            Pattern.compile("\\[\\[.*]]"),
            Pattern.compile("__[A-Za-z0-9_]+__"),
            Pattern.compile("\\*{3,}|[xX]{4,}|#{3,}|\\.{3,}|\u2026|\u2022{3,}|_{3,}|-{3,}|\\?{2,}"),
            Pattern.compile(
                    "(?:todo|fixme|tbd|tba|xxx|change[-_ ]?(?:me|it|this)|replace[-_ ]?(?:me|it|this)|fill[-_ ]?(?:me|in|this)(?:[-_ ]in)?"
                            + "|set[-_ ]?me|insert[-_ ]?(?:here|me)|placeholder|to[-_ ]be[-_ ](?:set|defined|done|filled)"
                            + "|redacted|masked|hidden|example|dummy)[!.:]?",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile("(?:todo|fixme|tbd)[: ].*", Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "(?:your|my|the|enter|insert|put|add|some)[-_ ].*(?:[-_ ](?:here|value|goes))+|(?:your|enter|insert|put|replace)[-_][a-z0-9_\\-]+",
                    Pattern.CASE_INSENSITIVE));

    private Placeholders() {}

    static boolean isOne(String value) {
        String text = Words.stripped(value);
        if (text.length() > 1 && "\"'`".indexOf(text.charAt(0)) >= 0 && text.endsWith(text.substring(0, 1))) {
            text = Words.stripped(text.substring(1, text.length() - 1));
        }
        String bare = text;
        return bare.length() <= 200
                && FORMS.stream().anyMatch(form -> form.matcher(bare).matches());
    }
}
