package dev.heal.scraper.store;

import dev.heal.Guard;
import dev.heal.failure.Effect;
import dev.heal.jdbc.HealingDataSource;
import dev.heal.jdbc.HealingDataSource.SqlWork;
import dev.heal.scraper.web.Validators;
import java.net.URI;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The table of pages. Every write is one transaction that may be run twice with the effect of once. */
final class PageTable {

    private static final String COLUMNS =
            "url, title, content_hash, etag, last_modified, chunks, canonical, links, stored";

    private final HealingDataSource db;
    private final Guard guard;

    /** Both by the same guard. */
    PageTable(HealingDataSource db, Guard guard) {
        this.db = db;
        this.guard = guard.classifying(HealingDataSource.failures());
    }

    void create() throws SQLException {
        write(c -> {
            try (Statement statement = c.createStatement()) {
                statement.execute("""
                        create table if not exists pages (
                            url text primary key,
                            title text not null,
                            content_hash text not null,
                            etag text,
                            last_modified text,
                            chunks int not null,
                            canonical text,
                            links text[] not null,
                            stored boolean not null)""");
                statement.execute("create index if not exists pages_by_hash on pages (content_hash)");
                statement.execute("create index if not exists pages_by_canonical on pages (canonical)");
                return true;
            }
        });
    }

    Optional<PageRow> find(URI url) throws SQLException {
        return db.read(c -> query(c, "url = ?", url.toString()).stream().findFirst());
    }

    /** The other pages that hold chunks of this text themselves, smallest URL first. */
    List<PageRow> holders(String contentHash, URI except) throws SQLException {
        return db.read(
                c -> query(c, "content_hash = ? and canonical is null and url <> ?", contentHash, except.toString()));
    }

    /** The pages that leave their chunks to this one. */
    List<PageRow> duplicatesOf(URI canonical) throws SQLException {
        return db.read(c -> query(c, "canonical = ?", canonical.toString()));
    }

    void write(PageRow row) throws SQLException {
        write(c -> {
            try (PreparedStatement upsert = c.prepareStatement("insert into pages (" + COLUMNS
                    + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (url) do update set title = excluded.title,"
                    + " content_hash = excluded.content_hash, etag = excluded.etag,"
                    + " last_modified = excluded.last_modified, chunks = excluded.chunks,"
                    + " canonical = excluded.canonical, links = excluded.links, stored = excluded.stored")) {
                upsert.setString(1, row.url().toString());
                upsert.setString(2, row.title());
                upsert.setString(3, row.contentHash());
                upsert.setString(4, row.validators().etag());
                upsert.setString(5, row.validators().lastModified());
                upsert.setInt(6, row.chunks());
                upsert.setString(
                        7, row.canonical() == null ? null : row.canonical().toString());
                upsert.setArray(
                        8,
                        c.createArrayOf(
                                "text", row.links().stream().map(URI::toString).toArray()));
                upsert.setBoolean(9, row.stored());
                return upsert.executeUpdate();
            }
        });
    }

    void delete(URI url) throws SQLException {
        write(c -> {
            try (PreparedStatement delete = c.prepareStatement("delete from pages where url = ?")) {
                delete.setString(1, url.toString());
                return delete.executeUpdate();
            }
        });
    }

    /** A COMMIT whose outcome is unknown is repeated too: twice is the same as once here, which a transaction cannot know. */
    private void write(SqlWork<?> work) throws SQLException {
        guard.<Object, SQLException>call(Effect.IDEMPOTENT, () -> db.inTransaction(Effect.IDEMPOTENT, work));
    }

    private static List<PageRow> query(Connection c, String where, String... values) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(
                "select " + COLUMNS + " from pages where " + where + " order by url collate \"C\"")) {
            for (int i = 0; i < values.length; i++) {
                select.setString(i + 1, values[i]);
            }
            List<PageRow> rows = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(row(found));
                }
            }
            return rows;
        }
    }

    private static PageRow row(ResultSet found) throws SQLException {
        String canonical = found.getString("canonical");
        Array links = found.getArray("links");
        return new PageRow(
                URI.create(found.getString("url")),
                found.getString("title"),
                found.getString("content_hash"),
                new Validators(found.getString("etag"), found.getString("last_modified")),
                found.getInt("chunks"),
                canonical == null ? null : URI.create(canonical),
                Arrays.stream((String[]) links.getArray()).map(URI::create).toList(),
                found.getBoolean("stored"));
    }
}
