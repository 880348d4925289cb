package org.eventextractor.benchmarks.peer;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

/** The work in DuckDB: one COPY of one SELECT, as its user would write it. */
public final class DuckDbPeer {

    private DuckDbPeer() {}

    /** Arguments: see {@link PeerWork}. */
    public static void main(String[] arguments) throws Exception {
        PeerWork work = PeerWork.of(arguments);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + work.threads());
            PeerWork.done(copy(work, statement));
        }
    }

    private static long copy(PeerWork work, Statement statement) throws SQLException {
        return statement.executeUpdate("COPY (SELECT * FROM read_parquet('" + work.events()
                + "/*/*/*/*/*.parquet', hive_partitioning = false) WHERE " + users(work)
                + "occurred_at BETWEEN make_timestamp(" + work.startMillis() * 1_000 + ") AND make_timestamp("
                + work.endMillis() * 1_000 + ")) TO '" + work.out() + "' (FORMAT parquet, COMPRESSION snappy)");
    }

    private static String users(PeerWork work) {
        if (work.users().isEmpty()) {
            return "";
        }
        return work.users().stream()
                .map(user -> "unhex('" + user.toString().replace("-", "") + "')")
                .collect(Collectors.joining(", ", "user_uuid IN (", ") AND "));
    }
}
