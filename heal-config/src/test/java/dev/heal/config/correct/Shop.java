package dev.heal.config.correct;

import dev.heal.config.file.SourceFile;
import dev.heal.config.schema.SchemaTable;
import java.util.Map;
import java.util.TreeMap;

/** A small schema of a shop, and what lines written for it come to. */
final class Shop {

    static final String TABLE = """
            key\ttype\tbare_unit\tmin\tmax\tdefault\tkind\tclamp\tenum\taliases\tle\tle_kind
            shop.basket.enabled\tbool\t\t\t\ttrue\tsafe
            shop.basket.capacity\tint\t\t2\t500\t20\tsafe\tboth
            shop.basket.discount\tpercent\t%\t1\t100\t5\tsafe\tnone
            shop.basket.surcharge\tratio\t\t0\t1\t0.1\tsafe\tnone
            shop.basket.weight\tdecimal\t\t1\t10\t2\tsafe\tboth
            shop.basket.order\tenum\t\t\t\tprice\tsafe\tnone\tprice|quality|popularity
            shop.basket.lifetime\tduration\ts\t1s\t2h\t10m\tsafe\tboth\t\tshop.basket.expiry|shop.basket.ttl-ms:ms
            shop.basket.least-pause\tduration\tms\t1ms\t1m\t1s\tsafe\tboth\t\t\tshop.basket.longest-pause\tsame
            shop.basket.longest-pause\tduration\tms\t1ms\t1m\t9s\tsafe\tboth
            shop.basket.reserve\tint\t\t0\t500\t5\tsafe\tboth\t\t\tshop.basket.capacity\trelated
            shop.images.memory\tsize\tB\t1MB\t8GB\t64MB\tsafe\tboth
            shop.images.label\tstring\t\t\t\tnone\tsafe
            shop.images.folder\tpath\t\t\t\t\tnever
            shop.bank.user\tstring\t\t\t\t\tnever
            shop.bank.password\tsecret\t\t\t\t\tnever\t\t\tshop.bank.pin
            shop.bank.url\tjdbc-url\t\t\t\t\tnever
            shop.bank.hosts\thostport-list\t\t\t\t\tnever
            shop.bank.encrypt\tbool\t\t\t\ttrue\tnever
            shop.bank.encrypt-check\tbool\t\t\t\ttrue\tnever
            shop.door.port\tport\t\t0\t65535\t8080\tnever
            shop.door.address\thost\t\t\t\t127.0.0.1\tnever
            shop.door.origins\turl-list\t\t\t\t\tnever
            shop.door.ignore\tclass-list\t\t\t\t\tnever
            shop.door.autonomy\tenum\t\t\t\task\tnever\tnone\task|act
            shop.tags.*\tmap\t\t\t\t\tsafe
            """;

    private static final Corrector CORRECTOR = new Corrector(SchemaTable.read(TABLE));

    private Shop() {}

    static Corrected read(String text) {
        return CORRECTOR.correct(SourceFile.read("shop.properties", text), Map.of("SET", "40")::get);
    }

    /** What is in effect, without the {@code shop.} before each key. */
    static Map<String, String> values(Corrected corrected) {
        Map<String, String> values = new TreeMap<>();
        corrected.values().forEach((key, value) -> values.put(key.substring("shop.".length()), value.text()));
        return values;
    }
}
