package io.customer360.benchmarks;

import io.customer360.benchmarks.load.Clients;
import io.customer360.benchmarks.load.Clients.Client;
import io.customer360.command.platform.eventstore.EventRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** What plain JDBC makes of the very events that the application has stored. */
final class StoredEvents {

    private static final String COPY_OF_TABLE =
            "create table if not exists benchmark.event (like command.domain_event_entry including all)";
    private static final String INSERT = """
        insert into benchmark.event (event_identifier, aggregate_identifier, sequence_number, type, time_stamp,
                                     payload_type, payload_revision, payload, meta_data)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """;

    private final TrialSystem system;

    StoredEvents(TrialSystem system) {
        this.system = system;
    }

    List<EventRow> after(long globalIndex) {
        return system.sql()
                .sql("""
                    select event_identifier, aggregate_identifier, sequence_number, type, time_stamp, payload_type,
                           payload_revision, payload, meta_data
                    from command.domain_event_entry where global_index > ? order by global_index\
                    """)
                .param(globalIndex)
                .query((row, number) -> new EventRow(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getBytes(8),
                        row.getBytes(9)))
                .list();
    }

    /** @return rows a second, each in a durable transaction of its own */
    double insertOneByOne(List<EventRow> rows, int clients) throws Exception {
        emptyTable();
        return Clients.rate(clients, rows, () -> {
            Connection connection = system.connect();
            PreparedStatement insert = connection.prepareStatement(INSERT);
            return new Client<>() {
                @Override
                public void accept(EventRow row) throws SQLException {
                    bind(insert, row);
                    insert.executeUpdate();
                }

                @Override
                public void close() throws SQLException {
                    connection.close();
                }
            };
        });
    }

    /** @return rows a second, by one client, so many in a transaction */
    double insertInBatches(List<EventRow> rows, int batch) throws SQLException {
        emptyTable();
        try (Connection connection = system.connect();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            long begin = System.nanoTime();
            for (int i = 0; i < rows.size(); i++) {
                bind(insert, rows.get(i));
                insert.addBatch();
                if ((i + 1) % batch == 0 || i + 1 == rows.size()) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
            return rows.size() / Clients.seconds(begin);
        }
    }

    private static void bind(PreparedStatement insert, EventRow row) throws SQLException {
        insert.setString(1, row.id());
        insert.setString(2, row.aggregateId());
        insert.setLong(3, row.sequenceNumber());
        insert.setString(4, row.type());
        insert.setString(5, row.timestamp());
        insert.setString(6, row.payloadType());
        insert.setString(7, row.payloadRevision());
        insert.setBytes(8, row.payload());
        insert.setBytes(9, row.metadata());
    }

    private void emptyTable() {
        system.sql().sql(COPY_OF_TABLE).update();
        system.sql().sql("truncate benchmark.event").update();
    }
}
