package org.eventextractor.job.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.samples.SampleType;

/**
 * Another engine's answer to a request: DuckDB, over every source file of the type, whatever its folder's day.
 *
 * <p>Rows are compared whole, as a multiset of JSON texts: nested values included, fixed-length bytes escaped, a column
 * that a file lacks null. Not thread-safe.
 */
final class DuckDbOracle implements AutoCloseable {

    private static final int SHOWN = 3;

    private final Connection connection;

    DuckDbOracle(UserSelection users) throws SQLException {
        this.connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("CREATE TABLE wanted (user_id VARCHAR)");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO wanted SELECT unnest(?::VARCHAR[])")) {
            insert.setString(1, users.users().stream().map(UUID::toString).collect(Collectors.joining(",", "[", "]")));
            insert.execute();
        }
    }

    /** How the rows of output files differ from those that the sources hold; what is compared is one event type. */
    Difference compare(SampleType type, Path sources, boolean allUsers, TimeRange range, List<Path> output)
            throws SQLException {
        List<Path> files = parquetFiles(sources.resolve(type.eventType()));
        if (files.isEmpty()) {
            return new Difference(
                    0, List.of(), output.stream().map(Path::toString).toList());
        }
        execute("CREATE OR REPLACE TEMP VIEW source AS SELECT * FROM " + table(files));
        execute("CREATE OR REPLACE TEMP TABLE expected AS SELECT to_json(t)::VARCHAR AS event FROM source t WHERE "
                + condition(type, allUsers, range));
        String found = output.isEmpty()
                ? "SELECT * FROM source WHERE false"
                : "SELECT * FROM source WHERE false UNION ALL BY NAME SELECT * FROM " + table(output);
        execute("CREATE OR REPLACE TEMP TABLE actual AS SELECT to_json(t)::VARCHAR AS event FROM (" + found + ") t");
        long rows = Long.parseLong(column("SELECT count(*) FROM expected").get(0));
        return new Difference(rows, surplus("expected", "actual"), surplus("actual", "expected"));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    static List<Path> parquetFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String condition(SampleType type, boolean allUsers, TimeRange range) {
        boolean statement = type == SampleType.XAPI_STATEMENT;
        String time = statement ? "CAST(\"timestamp\" AS TIMESTAMPTZ)" : "occurred_at";
        String user = statement ? "actor.member0.account.name" : "hex(user_uuid)";
        String inRange =
                "epoch_us(" + time + ") BETWEEN " + ceilingMicros(range.start()) + " AND " + floorMicros(range.end());
        String ofUsers = "replace(lower(" + user + "), '-', '') IN (SELECT replace(user_id, '-', '') FROM wanted)";
        return allUsers ? inRange : inRange + " AND " + ofUsers;
    }

    private static long floorMicros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment.truncatedTo(ChronoUnit.MICROS));
    }

    private static long ceilingMicros(Instant moment) {
        long floor = floorMicros(moment);
        return moment.truncatedTo(ChronoUnit.MICROS).equals(moment) ? floor : floor + 1;
    }

    private static String table(List<Path> files) {
        return files.stream()
                .map(file -> "'" + file + "'")
                .collect(Collectors.joining(",", "read_parquet([", "], union_by_name=true, hive_partitioning=false)"));
    }

    /** The first few rows of one table that the other lacks, or has fewer times. */
    private List<String> surplus(String of, String over) throws SQLException {
        return column(
                "(SELECT event FROM " + of + " EXCEPT ALL SELECT event FROM " + over + ") ORDER BY 1 LIMIT " + SHOWN);
    }

    private List<String> column(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (result.next()) {
                values.add(result.getString(1));
            }
            return values;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * What differs.
     *
     * @param expectedRows how many rows the answer has
     * @param missing the first few rows that should have been delivered
     * @param surplus the first few rows that should not, or files where there should be none
     */
    record Difference(long expectedRows, List<String> missing, List<String> surplus) {

        static Difference none(long expectedRows) {
            return new Difference(expectedRows, List.of(), List.of());
        }
    }
}
