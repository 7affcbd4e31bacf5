package io.customer360.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.events.CustomerEvent;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is true of event store and ledger at every moment, whatever was killed before. */
final class Invariants {

    private Invariants() {}

    /** While everything goes on, wherever events are stored. */
    static void holdInLedger(Connection database) throws SQLException {
        assertThat(rows(database, """
            select count(*), min(position), max(position) from query.ledger
            having count(*) > 0 and (min(position) <> 1 or max(position) <> count(*))\
            """)).as("positions that are not dense").isEmpty();
        assertThat(rows(database, """
            select aggregate_id, sequence_number, position from (
                select aggregate_id, sequence_number, position,
                       row_number() over (partition by aggregate_id order by position) - 1 as expected
                from query.ledger) as ordered
            where sequence_number <> expected\
            """))
                .as("events of an aggregate out of order, doubled or missing in the ledger")
                .isEmpty();
    }

    /** The same, where events are stored in PostgreSQL. */
    static void hold(Connection database) throws SQLException {
        holdInLedger(database);
        assertThat(rows(database, """
            select aggregate_identifier, count(*), min(sequence_number), max(sequence_number)
            from command.domain_event_entry group by 1
            having min(sequence_number) <> 0 or max(sequence_number) <> count(*) - 1\
            """)).as("gaps in the events of an aggregate").isEmpty();
        assertThat(rows(database, """
            select ledger.event_id, ledger.position from query.ledger
            left join command.domain_event_entry stored on stored.event_identifier = ledger.event_id
            where stored.payload is distinct from ledger.payload
               or stored.meta_data is distinct from ledger.metadata
               or stored.sequence_number is distinct from ledger.sequence_number\
            """))
                .as("entries of the ledger that are not as stored")
                .isEmpty();
    }

    /** When nothing is on its way any more. */
    static void holdAtRest(Connection database, Map<String, String> acknowledged, String run) throws SQLException {
        hold(database);
        assertThat(rows(database, """
            select event_identifier from command.domain_event_entry stored
            where not exists (select from query.ledger where event_id = stored.event_identifier)\
            """))
                .as("stored events that the ledger lacks")
                .isEmpty();
        areInLedgerOnce(database, acknowledged, run);
    }

    /** Nothing is parked, and every command of a run has one event, the one that it was answered with. */
    static void areInLedgerOnce(Connection database, Map<String, String> acknowledged, String run) throws SQLException {
        assertThat(rows(database, "select sequence_identifier, cause_message from query.dead_letter_entry"))
                .as("parked")
                .isEmpty();

        Map<String, List<String>> eventsOfCommands = new HashMap<>();
        for (String row : rows(database, """
            select reason, event_id from (
                select event_id, convert_from(metadata, 'UTF8')::jsonb ->> 'reason' as reason
                from query.ledger) as entry
            where starts_with(reason, '%s')\
            """.formatted(run))) {
            String[] columns = row.split(" ");
            eventsOfCommands
                    .computeIfAbsent(columns[0], key -> new ArrayList<>())
                    .add(columns[1]);
        }
        List<String> wrong = new ArrayList<>();
        acknowledged.forEach((key, event) -> {
            List<String> events = eventsOfCommands.getOrDefault(key, List.of());
            if (!events.equals(List.of(event))) {
                wrong.add("%s was answered with %s and has %s".formatted(key, event, events));
            }
        });
        assertThat(wrong)
                .as("acknowledged commands that are not in the ledger once")
                .isEmpty();
        assertThat(eventsOfCommands.keySet())
                .as("commands in the ledger are those that were acknowledged")
                .isEqualTo(acknowledged.keySet());

        assertThat(rows(database, """
            select reference, payload_type, count(*) from (
                select convert_from(payload, 'UTF8')::jsonb ->> 'externalReference' as reference, payload_type
                from query.ledger) as entry
            where reference is not null group by 1, 2 having count(*) > 1\
            """)).as("imported twice").isEmpty();
    }

    /** Files that were imported are in the ledger whole: each a purchase a row, by some customers. */
    static void hasImported(Connection database, Collection<String> sources, int customers, int rows)
            throws SQLException {
        for (String source : sources) {
            assertThat(rows(database, """
                select type, count(distinct reference ->> 'id'), count(*) from (
                    select convert_from(payload, 'UTF8')::jsonb -> 'externalReference' as reference,
                           regexp_replace(payload_type, '.*[.$]', '') as type
                    from query.ledger) as entry
                where reference ->> 'source' = '%s' group by 1 order by 1\
                """.formatted(source)))
                    .as("what was imported from %s", source)
                    .containsExactly(
                            "CustomerRegistered %d %d".formatted(customers, customers),
                            "PurchasePlaced %d %d".formatted(rows, rows));
        }
    }

    /** The views show everybody up to their last event, and every interaction, whoever has folded them. */
    static void areShown(Connection database, Documents documents)
            throws SQLException, IOException, InterruptedException {
        Map<String, Long> positions = new TreeMap<>();
        for (String row : rows(database, "select customer_id, max(position) from query.ledger group by 1")) {
            String[] columns = row.split(" ");
            positions.put(columns[0], Long.valueOf(columns[1]));
        }
        assertThat(documents.positions("customers"))
                .as("the last event of each customer that is shown")
                .isNotEmpty()
                .isEqualTo(positions);
        Set<String> interactions = new TreeSet<>(rows(database, """
            select event_id from query.ledger where not starts_with(payload_type, '%s')\
            """.formatted(CustomerEvent.class.getName())));
        Set<String> shown = documents.ids("timeline");
        assertThat(shown).as("interactions that are shown").isNotEmpty().isSubsetOf(interactions);
        interactions.removeAll(shown);
        assertThat(interactions).as("interactions that are not shown").isEmpty();
    }

    private static List<String> rows(Connection database, String query) throws SQLException {
        try (PreparedStatement select = database.prepareStatement(query);
                ResultSet rows = select.executeQuery()) {
            List<String> all = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder row = new StringBuilder(String.valueOf(rows.getString(1)));
                for (int column = 2; column <= columns; column++) {
                    row.append(' ').append(rows.getString(column));
                }
                all.add(row.toString());
            }
            return all;
        }
    }
}
