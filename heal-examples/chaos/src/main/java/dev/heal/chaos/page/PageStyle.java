package dev.heal.chaos.page;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How a page looks. The colours of the marks are of Okabe and Ito's palette, which the colour-blind can tell apart. */
final class PageStyle {

    /** Light, dark if the reader's system is, and plain on paper. */
    static final String CSS = """
            :root{--ink:#1b1f24;--soft:#59636e;--paper:#fff;--line:#d8dee4;--tint:#f3f5f7;--fault:#f6e3c5;
            --live:#0072b2;--cached:#2f95c9;--stale:#b97f00;--failed:#d55e00;--refused:#a8558a;--hung:#1b1f24;--wrong:#007a55;
            --open:#d55e00;--half:#e69f00;--yes:#007a55;--no:#b93815}
            @media (prefers-color-scheme:dark){:root{--ink:#e6e8eb;--soft:#9aa4af;--paper:#15181c;--line:#343b44;
            --tint:#1e2329;--fault:#3a2f1c;--live:#56a8e0;--cached:#8fd0f5;--stale:#e6a817;--failed:#ff7a29;--refused:#dd94c3;
            --hung:#e6e8eb;--wrong:#2cc295;--yes:#2cc295;--no:#ff8a65}}
            *{box-sizing:border-box}
            body{margin:0 auto;padding:24px 20px 60px;max-width:1040px;background:var(--paper);color:var(--ink);
            font:14px/1.45 system-ui,"Segoe UI","DejaVu Sans",sans-serif}
            h1{font-size:26px;margin:0 0 10px}
            h2{font-size:19px;margin:34px 0 6px;padding-top:10px;border-top:1px solid var(--line)}
            h3{font-size:15px;margin:0 0 2px}
            p{margin:4px 0 10px}
            a{color:inherit;text-decoration-color:var(--soft)}
            small,dt,.none,.up,ol span{color:var(--soft)}
            .up{text-decoration:none;font-size:14px}
            dl{display:flex;flex-wrap:wrap;gap:2px 20px;margin:4px 0 8px}
            dl div{display:flex;gap:6px}
            dd{margin:0;font-weight:600;overflow-wrap:anywhere}
            table{border-collapse:collapse;font-variant-numeric:tabular-nums}
            th{font-weight:600;text-align:left}
            th,td{padding:4px 10px;border-bottom:1px solid var(--line);white-space:nowrap}
            .glance{width:100%}
            .glance td{position:relative;width:24%}
            .glance td a{position:relative;text-decoration:none;display:block}
            .glance .share{position:absolute;left:0;bottom:0;top:0;background:var(--fault)}
            .causes td{text-align:center;padding:3px 8px}
            .causes thead th{vertical-align:bottom}
            .causes thead span{writing-mode:vertical-rl;transform:rotate(180deg);font-weight:400}
            .causes thead th:first-child span{writing-mode:horizontal-tb}
            .right{background:var(--tint);font-weight:600}
            .other{color:var(--no);font-weight:600}
            .yes{color:var(--yes)}
            .no{color:var(--no)}
            article{margin:14px 0 0;padding:10px 12px;background:var(--tint);border-radius:6px;break-inside:avoid}
            .checks,.legend{list-style:none;margin:4px 0;padding:0;display:flex;flex-wrap:wrap;gap:2px 18px;font-size:13px}
            .legend svg{width:14px;height:14px;vertical-align:-2px}
            details{font-size:13px}
            summary{cursor:pointer}
            ol{margin:6px 0;padding:0;list-style:none;max-height:320px;overflow:auto}
            article>svg{display:block;width:100%;height:auto;margin-top:4px}
            svg text{font-size:11px;fill:var(--soft)}
            svg .mark{font-weight:600}
            .fault{fill:var(--fault)}
            .gone{stroke:var(--soft);stroke-dasharray:3 3;fill:none}
            .grid{stroke:var(--line);stroke-width:.7;fill:none}
            .axis,.closed{stroke:var(--soft);fill:none}
            .closed{stroke-width:.7}
            rect.open,.tick{fill:var(--open)}
            rect.half{fill:var(--half)}
            .tick{fill:var(--ink)}
            .live{--c:var(--live)}.cached{--c:var(--cached)}.stale{--c:var(--stale)}.failed{--c:var(--failed)}
            .refused{--c:var(--refused)}.hung{--c:var(--hung)}.wrong{--c:var(--wrong)}
            .dot,.bar{fill:var(--c);stroke:none}
            .range{stroke:var(--c);stroke-opacity:.45;fill:none}
            .dot.live{stroke:var(--c);stroke-width:5.5;stroke-linecap:round;stroke-opacity:.8}
            .dot.hung{stroke:var(--c);stroke-width:4}
            .dot.cached{fill:none;stroke:var(--c);stroke-width:1.2}
            .dot.failed,.dot.wrong{fill:none;stroke:var(--c);stroke-width:1.6}
            @media print{body{padding:0;max-width:none;font-size:11px}
            section{break-before:page}article{background:none;border:1px solid var(--line)}
            *{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
            """;

    private PageStyle() {}

    /** What the shapes and bars mean. */
    static String legend() {
        String marks = Arrays.stream(Mark.values())
                .map(mark ->
                        item("<path class=\"dot " + mark.style() + "\" d=\"M7 7" + mark.shape() + "\"/>", mark.text()))
                .collect(Collectors.joining());
        return "<ul class=\"legend\">\n" + marks
                + item("<rect class=\"open\" x=\"1\" y=\"2\" width=\"12\" height=\"10\"/>", "breaker open")
                + item("<rect class=\"half\" x=\"1\" y=\"5\" width=\"12\" height=\"5\"/>", "half-open")
                + item("<path class=\"tick\" d=\"M7 12l-4-9h8z\"/>", "decision (point at it)")
                + "</ul>\n";
    }

    private static String item(String shape, String text) {
        return "<li><svg viewBox=\"0 0 14 14\" aria-hidden=\"true\">" + shape + "</svg> " + text + "</li>\n";
    }
}
