package dev.heal.chaos.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** From the document's text to the page's, with nothing else looked at. */
final class CataloguePageTest {

    @Test
    void itSaysHowItWasMeasured() {
        assertThat(page(1, run("heal", true, "null")))
                .contains("```\njava Chaos --seed 7\n```")
                .contains("Seed 7, 2026-11-25T00:00:00Z, commit c0ffee, 2 processors, JDK 17.")
                .doesNotContain("times as long as they should");
        assertThat(page(0.2, run("heal", true, "null"))).contains("Faults held 0.2 times as long as they should");
    }

    @Test
    void aFaultIsARowAndSoIsEachRun() {
        assertThat(page(1, run("heal", true, "null") + "," + run("plain", false, "null")))
                .contains("Against every fault: nothing lost.")
                .contains("| `db-dead` | db dead | server | It \\| dies &lt;b>. | 10 s | 99 % served, quick |")
                .contains("| `db-dead` | `heal` | yes | 3 of 100 | 2 | 1 | 4 | 0.25 s | 0 | 0 | 0 |")
                .contains("| `db-dead` | `plain` | yes | 3 of 100 | 2 | 1 | 4 | 0.25 s | 0 | 0 | 0 |");
    }

    @Test
    void whatHeldIsNotListedAndWhatOthersMissIsNotHealsToList() {
        assertThat(page(1, run("heal", true, "\"Known (issue 1).\"") + "," + run("plain", false, "null")))
                .contains("Nowhere in this run.")
                .contains("Every goal held in this run.")
                .doesNotContain("Known");
    }

    @Test
    void whatWasMissedIsListedWithItsReasonOrWithout() {
        assertThat(page(1, run("heal", false, "\"Too slow (issue 1).\"")))
                .contains("## Where Heal is worse\n")
                .contains("documents lost:\n\n- `db-dead`: \"not worse\" (3 to 2)\n")
                .endsWith("- `db-dead`: missed \"quick\" (6 s). Too slow (issue 1).\n");
        assertThat(page(1, run("heal", false, "null")))
                .endsWith("- `db-dead`: missed \"quick\" (6 s). **The reason is not known.**\n");
    }

    @Test
    void theCausesOfHealAreHeldAgainstWhatWasInjected() {
        assertThat(page(1, run("heal", true, "null") + "," + run("plain", false, "null")))
                .contains("0 of 1 were named as they are.")
                .contains("| | injected | 2 | nothing |\n|---|---|---|---|\n| 1 | db dead | 1 |  |\n")
                .contains("| 2 | db slow (only named) |  |  |\n");
    }

    private static String page(double scale, String runs) {
        return CataloguePage.of("{\"seed\":7,\"secondsScale\":" + scale + ",\"command\":\"java Chaos --seed 7\","
                + "\"commit\":\"c0ffee\",\"date\":\"2026-11-25T00:00:00Z\",\"processors\":2,\"jdk\":\"JDK 17\","
                + "\"always\":[\"nothing lost\"],\"catalogue\":[{\"id\":\"db-dead\",\"cause\":" + cause("dead")
                + ",\"happens\":\"It | dies <b>.\",\"holdMillis\":10000,\"goals\":[\"99 % served\",\"quick\"]}],"
                + "\"faults\":[" + runs + "]}");
    }

    private static String run(String contender, boolean held, String shortfall) {
        boolean judged = contender.equals("heal");
        return "{\"id\":\"db-dead\",\"contender\":\"" + contender + "\",\"healed\":true,\"normalMillis\":250.0,"
                + "\"calls\":100,\"failed\":3,\"stale\":4,\"refused\":2,\"hung\":1,\"lost\":0,\"duplicated\":0,\"wrong\":0,"
                + "\"cause\":" + (judged ? cause("slow") : "null") + ",\"causeRight\":" + (judged ? "false" : "null")
                + ",\"injected\":" + cause("dead") + ",\"goals\":[{\"goal\":\"quick\",\"measured\":\"6 s\",\"held\":"
                + held + "}],\"comparisons\":[{\"goal\":\"not worse\",\"measured\":\"3 to 2\",\"held\":" + held
                + "}],\"shortfall\":" + shortfall + "}";
    }

    private static String cause(String kind) {
        return "{\"resource\":\"db\",\"kind\":\"" + kind + "\",\"layer\":\"server\"}";
    }
}
