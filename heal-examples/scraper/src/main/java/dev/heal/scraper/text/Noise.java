package dev.heal.scraper.text;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What surrounds the text of a page and is taken out of it, and where the text begins. */
final class Noise {
    private static final String EVERYWHERE =
            "script, style, noscript, template, svg, iframe, object, nav, footer, form, button,"
                    + " input, select, textarea, [role=navigation], [role=banner], [role=search], [role=contentinfo], [hidden]";
    private static final String JAVADOC = ".topNav, .subNav, .bottomNav, .fixedNav, .navPadding, .skipNav, .legalCopy,"
            + " .top-nav, .sub-nav, .bottom-nav, .skip-nav, .legal-copy, .flex-header, .anchor-link, .table-tabs, .tabEnd,"
            + " .page-search-header, #search-input, #reset-button";
    private static final String SUMMARY =
            "section.method-summary, section.constructor-summary, section.field-summary," + " .inherited-list";
    private static final String MEMBERS = "(method|constructor|field)";

    private Noise() {}

    /** Removes it in place. */
    static void removeFrom(Document document) {
        document.select(EVERYWHERE).remove();
        document.select(JAVADOC).remove();
        // javadoc's tables of members say again, shortened, what the details below them say
        if (document.selectFirst("section.method-details, section.constructor-details, section.field-details")
                != null) {
            document.select(SUMMARY).remove();
        }
        for (Element anchor :
                document.select("a[name~=^" + MEMBERS + "[._]summary$], a[id~=^" + MEMBERS + "[._]summary$]")) {
            String detail = (anchor.hasAttr("id") ? anchor.id() : anchor.attr("name")).replace("summary", "detail");
            Element table = anchor.parent();
            if (table != null && document.selectFirst("a[name=" + detail + "], a[id=" + detail + "]") != null) {
                table.remove();
            }
        }
    }

    /** The main part, when the page names exactly one. */
    static Element root(Document document) {
        var mains = document.select("main, [role=main]");
        return mains.size() == 1 ? mains.get(0) : document.body();
    }
}
