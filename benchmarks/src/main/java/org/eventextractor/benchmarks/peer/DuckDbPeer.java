package org.eventextractor.benchmarks.peer;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The work in DuckDB: one COPY of one SELECT. The users are a table, which is as fast as a list of a hundred and
 * several times faster than a list of thousands.
 */
public final class DuckDbPeer {

    private DuckDbPeer() {}

    /** Arguments: see {@link PeerWork}. */
    public static void main(String[] arguments) throws Exception {
        PeerWork work = PeerWork.of(arguments);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + work.threads());
            statement.execute("CREATE TEMP TABLE wanted AS SELECT unhex(digits) AS user_uuid FROM (VALUES "
                    + digits(work) + ") AS of(digits)");
            PeerWork.done(copy(work, statement));
        }
    }

    private static long copy(PeerWork work, Statement statement) throws SQLException {
        String users = work.users().isEmpty() ? "" : "user_uuid IN (SELECT user_uuid FROM wanted) AND ";
        return statement.executeUpdate("COPY (SELECT * FROM read_parquet('" + work.events()
                + "/*/*/*/*/*.parquet', hive_partitioning = false) WHERE " + users
                + "occurred_at BETWEEN make_timestamp(" + work.startMillis() * 1_000 + ") AND make_timestamp("
                + work.endMillis() * 1_000 + ")) TO '" + work.out() + "' (FORMAT parquet, COMPRESSION snappy)");
    }

    private static String digits(PeerWork work) {
        return Stream.concat(Stream.of(""), work.users().stream().map(UUID::toString))
                .map(user -> "('" + user.replace("-", "") + "')")
                .collect(Collectors.joining(", "));
    }
}
