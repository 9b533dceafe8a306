package dev.heal.config.correct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule with lines that it applies to and lines that look alike and that it does not apply to. */
final class RulesTest {

    private static final String NONE = "-";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            K1 | shop.basket.expiry=20s                    | CORRECT | basket.lifetime=20000ms
            K1 | shop.basket.ttl-ms=2500                   | CORRECT | basket.lifetime=2500ms
            K1 | shop.bank.pin=0000-x                      | CORRECT | bank.password=0000-x
            K1 | shop.basket.expiry=9s\\nshop.basket.lifetime=8s | WARN | basket.lifetime=8000ms
            K2 | shop.basket.LEAST_PAUSE=20ms              | CORRECT | basket.least-pause=20ms
            K2 | SHOP_DOOR_PORT=9000                       | CORRECT | door.port=9000
            K2 | shop/images/memory=2MB                    | CORRECT | images.memory=2097152B
            K3 | shop.basket.capacty=30                    | CORRECT | basket.capacity=30
            K3 | shop.basket.lifetmie=30s                  | CORRECT | basket.lifetime=30000ms
            K3 | shop.bank.passwrod=x                      | REFUSE  | -
            K3 | shop.dor.port=1                           | REFUSE  | -
            K4 | shop.lifetime=30s                         | WARN    | -
            K4 | shop.lifetime.basket=30s                  | WARN    | -
            K4 | shop.basket.nothing-like-it=30s           | WARN    | -
            K5 | shpo.basket.capacity=30                   | WARN    | -
            K6 | shop.basket.lifetimes=30s                 | WARN    | -
            K6 | shop.basket.wright=3                      | WARN    | -
            K7 | shop.b\\u0430sket.capacity=30             | WARN    | -
            K7 | shop.d\\u043Eor.port=30                   | REFUSE  | -
            V1 | shop.basket.capacity="30"                 | CORRECT | basket.capacity=30
            V1 | shop.basket.enabled=false # for now       | CORRECT | basket.enabled=false
            V1 | shop.basket.capacity=\\u0663\\u0660       | CORRECT | basket.capacity=30
            V1 | shop.basket.order=price,                  | CORRECT | basket.order=price
            V2 | shop.basket.lifetime=90 minutes           | CORRECT | basket.lifetime=5400000ms
            V2 | shop.basket.lifetime=1h 15m               | CORRECT | basket.lifetime=4500000ms
            V2 | shop.basket.surcharge=35 %                | CORRECT | basket.surcharge=0.35
            V2 | shop.basket.capacity=1e2                  | CORRECT | basket.capacity=100
            V2 | shop.images.memory=1.5 GiB                | CORRECT | images.memory=1610612736B
            V2 | shop.basket.weight=2,5                    | CORRECT | basket.weight=2.5
            V3 | shop.basket.lifetime=45                   | WARN    | basket.lifetime=45000ms
            V4 | shop.basket.lifetime=60000                | CORRECT | basket.lifetime=60000ms
            V4 | shop.basket.discount=0.25                 | CORRECT | basket.discount=25
            V4 | shop.basket.surcharge=25                  | CORRECT | basket.surcharge=0.25
            V4 | shop.images.memory=5                      | REFUSE  | -
            V5 | shop.basket.order=pirce                   | CORRECT | basket.order=price
            V5 | shop.basket.enabled=flase                 | CORRECT | basket.enabled=false
            V9 | shop.basket.order=pri                     | REFUSE  | -
            V9 | shop.basket.enabled=perhaps               | REFUSE  | -
            V9 | shop.basket.capacity=12.5                 | REFUSE  | -
            V9 | shop.basket.lifetime=5M                   | REFUSE  | -
            V9 | shop.basket.surcharge=ten                 | REFUSE  | -
            C1 | shop.basket.capacity=4000                 | CORRECT | basket.capacity=500
            C1 | shop.basket.lifetime=5h                   | CORRECT | basket.lifetime=7200000ms
            C2 | shop.basket.capacity=40000                | REFUSE  | -
            C2 | shop.basket.capacity=0                    | REFUSE  | -
            C2 | shop.basket.lifetime=-5s                  | REFUSE  | -
            X1 | shop.basket.least-pause=5s\\nshop.basket.longest-pause=2s | CORRECT | basket.least-pause=2000ms, basket.longest-pause=5000ms
            X2 | shop.basket.reserve=90\\nshop.basket.capacity=50 | CORRECT | basket.reserve=50, basket.capacity=50
            X3 | shop.bank.encrypt=false\\nshop.bank.encrypt-check=true | WARN | bank.encrypt=false, bank.encrypt-check=true
            D1 | shop.basket.capacity=3\\nshop.basket.capacity=4 | WARN | basket.capacity=4
            D2 | shop.door.port=3\\nshop.door.port=4       | REFUSE  | -
            P1 | shop.bank.password=${NOT_SET}             | REFUSE  | -
            P1 | shop.door.address=<the-host>              | REFUSE  | -
            P1 | shop.basket.capacity=TBD                  | REFUSE  | -
            S1 | \\uFEFFshop.basket.capacity=30            | CORRECT | basket.capacity=30
            S1 | shop.basket.capacity=30\\u001a            | CORRECT | basket.capacity=30
            S2 | -Dshop.basket.capacity=30                 | CORRECT | basket.capacity=30
            S2 | 'shop.basket.order': 'quality',           | CORRECT | basket.order=quality
            S2 | shop:\\n  basket:\\n    capacity: 30      | CORRECT | basket.capacity=30
            S2 | [shop.basket]\\ncapacity = 30             | CORRECT | basket.capacity=30
            S2 | export SHOP_DOOR_PORT=9000                | REFUSE  | -
            S2 | >>>>>>> main\\nshop.basket.capacity=30    | REFUSE  | -
            S2 | -shop.basket.capacity=30                  | WARN    | -
            S2 | $env:SHOP_BASKET_CAPACITY=30              | CORRECT | basket.capacity=30
            K4 | {"shop": {"basket": {"capacity": 3}}}     | WARN    | -
            V9 | shop.basket.enabled=!true                 | REFUSE  | -
            V9 | shop.basket.discount=1.0                  | REFUSE  | -
            X2 | shop.basket.least-pause=2m\\nshop.basket.longest-pause=2s | REFUSE | -
            N2 | shop.door.address=any                     | REFUSE  | -
            N2 | shop.bank.url=jdbc:mysql:/a:1/b           | REFUSE  | -
            V1 | shop.basket.lifetime=15\\u00A0s           | CORRECT | basket.lifetime=15000ms
            S3 | shop.images.folder=D:\\\\ulrich           | REFUSE  | -
            S3 | shop.bank.password=a\\uFFFDb              | REFUSE  | -
            N1 | shop.bank.encrypt=treu                    | REFUSE  | -
            N1 | shop.door.port="8080"                     | REFUSE  | -
            N1 | shop.door.autonomy=ACT                    | REFUSE  | -
            N2 | shop.door.address=10.1.1.256              | REFUSE  | -
            N2 | shop.bank.hosts=a:1,b                     | REFUSE  | -
            N2 | shop.bank.url=postgresql://a/b            | REFUSE  | -
            N3 | shop.door.address=0.0.0.0                 | WARN    | door.address=0.0.0.0
            N3 | shop.bank.encrypt=off                     | WARN    | bank.encrypt=false
            N4 | shop.bank.hosts=a:1;b:2                   | CORRECT | bank.hosts=a:1,b:2
            N4 | shop.door.address="10.1.1.2"              | CORRECT | door.address=10.1.1.2
            N5 | shop.bank.password='x'                    | WARN    | bank.password='x'
            """)
    void aRuleAppliesAndSaysSo(String rule, String lines, Action action, String values) {
        Corrected corrected = Shop.read(unescaped(lines));

        assertThat(corrected.action()).isEqualTo(action);
        assertThat(corrected.findings()).extracting(Finding::rule).contains(rule);
        if (action != Action.REFUSE) {
            assertThat(Shop.values(corrected)).isEqualTo(expected(values));
        }
    }

    @ParameterizedTest(name = "not {0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            K1 | shop.basket.expires=20s
            K2 | shop.capacity-basket=20
            K3 | shop.basket.cpct=20
            K4 | shop.basket.capacity=20
            K5 | chop.suey.capacity=20
            K6 | shop.basket.capacty=20
            K7 | \\u0441hop.\\u0434=1
            V1 | shop.basket.capacity=20
            V1 | shop.bank.password=x # y
            V2 | shop.basket.lifetime=20s
            V3 | shop.basket.lifetime=PT20S
            V4 | shop.basket.capacity=5000
            V5 | shop.basket.order=quality
            V9 | shop.basket.enabled=YES
            C1 | shop.basket.discount=101
            C2 | shop.basket.capacity=500
            X1 | shop.basket.least-pause=2s\\nshop.basket.longest-pause=5s
            X2 | shop.basket.reserve=50\\nshop.basket.capacity=50
            X3 | shop.bank.encrypt=true\\nshop.bank.encrypt-check=false
            D1 | shop.basket.capacity=3\\nshop.basket.reserve=3
            D2 | shop.door.port=3\\nshop.door.port=3
            P1 | shop.bank.password=pa${x
            P1 | shop.basket.capacity=${SET}
            P1 | shop.images.label={shop}
            P1 | shop.images.label=example
            P1 | shop.bank.password=hidden
            S1 | shop.basket.capacity=30
            S2 | shop.images.label=-Dshop.basket.capacity=30
            S3 | shop.images.folder=/d/ulrich
            N1 | shop.door.autonomy=act
            N2 | shop.door.address=shop.example.org
            N3 | shop.bank.encrypt=true
            N4 | shop.bank.hosts=a:1, b:2
            N5 | shop.bank.password=it's "x"-rated
            L1 | other.basket.capacty=3
            L1 | shop.tags.capacty=three
            """)
    void aRuleDoesNotApply(String rule, String lines) {
        assertThat(Shop.read(unescaped(lines)).findings())
                .extracting(Finding::rule)
                .doesNotContain(rule);
    }

    @Test
    void equalLimitsAndValidLinesAreLeft() {
        Corrected corrected = Shop.read("shop.basket.reserve=50\nshop.basket.capacity=50\nshop.tags.a=b\nother=1");

        assertThat(corrected.findings()).isEmpty();
        assertThat(Shop.values(corrected)).isEqualTo(Map.of("basket.reserve", "50", "basket.capacity", "50"));
    }

    @Test
    void everyFindingNamesItsPlace() {
        Corrected corrected = Shop.read("# a comment\n  shop.basket.capacty = 30\n");

        assertThat(corrected.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.place()).isEqualTo(new Finding.Place(2, 3, 22, false));
            assertThat(finding.key()).isEqualTo("shop.basket.capacity");
            assertThat(finding.was()).isEqualTo("shop.basket.capacty");
        });
    }

    @Test
    void aGuessIsNotBuiltOnAGuess() {
        Corrected corrected = Shop.read("shop.basket.capacty=4000");

        assertThat(corrected.values()).isEmpty();
        assertThat(corrected.action()).isEqualTo(Action.REFUSE);
    }

    @Test
    void aSlipDoesNotReplaceTheKeyItselfInTheSameFile() {
        assertThat(Shop.values(Shop.read("shop.basket.capacity=30\nshop.basket.capacty=40")))
                .isEqualTo(Map.of("basket.capacity", "30"));
    }

    @Test
    void aKeyThatIsOnlyMentionedSetsNothingAndTakesNothingAway() {
        Corrected corrected = Shop.read("shop.basket.capacity=30\n; shop.basket.capacity=40");

        assertThat(corrected.action()).isEqualTo(Action.WARN);
        assertThat(Shop.values(corrected)).isEqualTo(Map.of("basket.capacity", "30"));
    }

    @Test
    void aFileThatNeedsManyGuessesIsLeftToPeople() {
        Corrected corrected = Shop.read("""
                shop.basket.capacty=5
                shop.basket.lifetmie=5s
                shop.basket.discuont=5
                shop.basket.weihgt=5
                shop.basket.resreve=5
                shop.basket.ordre=price
                shop.images.memory=2MB
                """);

        assertThat(corrected.action()).isEqualTo(Action.REFUSE);
        assertThat(Shop.values(corrected)).doesNotContainKey("basket.capacity").containsKey("images.memory");
    }

    private static Map<String, String> expected(String values) {
        Map<String, String> expected = new TreeMap<>();
        if (!values.equals(NONE)) {
            for (String pair : values.split(", ", -1)) {
                int equals = pair.indexOf('=');
                expected.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return expected;
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            String rest = text.substring(i);
            if (rest.startsWith("\\n")) {
                plain.append('\n');
                i += 2;
            } else if (rest.matches("\\\\u[0-9A-Fa-f]{4}.*")) {
                plain.append((char) Integer.parseInt(rest.substring(2, 6), 16));
                i += 6;
            } else {
                plain.append(rest.charAt(0));
                i += rest.startsWith("\\\\") ? 2 : 1;
            }
        }
        return plain.toString();
    }
}
