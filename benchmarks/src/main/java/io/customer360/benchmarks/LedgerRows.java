package io.customer360.benchmarks;

import io.customer360.benchmarks.load.Clients;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** What plain JDBC makes of the very rows that the relay has appended to the ledger. */
final class LedgerRows {

    private static final String INSERT = """
        insert into benchmark.ledger (position, event_id, customer_id, aggregate_type, aggregate_id, sequence_number,
                                      payload_type, payload_revision, recorded_at, payload, metadata, leaf_hash)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """;

    private final TrialSystem system;

    LedgerRows(TrialSystem system) {
        this.system = system;
    }

    List<Object[]> after(long position) {
        return system.sql()
                .sql("""
                    select position, event_id, customer_id, aggregate_type, aggregate_id, sequence_number,
                           payload_type, payload_revision, recorded_at, payload, metadata, leaf_hash
                    from query.ledger where position > ? order by position\
                    """)
                .param(position)
                .query((row, number) -> new Object[] {
                    row.getLong(1),
                    row.getString(2),
                    row.getObject(3),
                    row.getString(4),
                    row.getString(5),
                    row.getLong(6),
                    row.getString(7),
                    row.getString(8),
                    row.getTimestamp(9),
                    row.getBytes(10),
                    row.getBytes(11),
                    row.getBytes(12)
                })
                .list();
    }

    /** @return rows a second, by one client, so many in a transaction */
    double insertInBatches(List<Object[]> rows, int batch) throws SQLException {
        system.sql()
                .sql("create table if not exists benchmark.ledger (like query.ledger including all)")
                .update();
        system.sql().sql("truncate benchmark.ledger").update();
        try (Connection connection = system.connect();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            long begin = System.nanoTime();
            for (int i = 0; i < rows.size(); i++) {
                Object[] row = rows.get(i);
                for (int column = 0; column < row.length; column++) {
                    insert.setObject(column + 1, row[column]);
                }
                insert.addBatch();
                if ((i + 1) % batch == 0 || i + 1 == rows.size()) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
            return rows.size() / Clients.seconds(begin);
        }
    }
}
