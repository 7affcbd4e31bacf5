package io.customer360.query.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.events.CustomerFact;
import io.customer360.events.InteractionEvent;
import io.customer360.events.customer.CustomerId;
import io.customer360.query.profile.RandomHistory.Entry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventProcessor;
import org.junit.jupiter.api.Test;

class ProjectionsIT extends LiveViews {

    @Test
    void theLiveViewIsTheFoldFromZeroByteForByte() {
        assertFoldedFromZero(handledHistories(20, 30));
    }

    @Test
    void everyKindOfEventFitsIntoTheStrictMappings() {
        List<Entry> history = histories(20, 30);
        assertThat(kinds(history)).isEqualTo(permitted(CustomerFact.class));

        appendAndAwaitReaders(history);

        Set<String> interactions = history.stream()
                .filter(entry -> entry.fact() instanceof InteractionEvent)
                .map(entry -> entry.context().eventId())
                .collect(Collectors.toSet());
        assertThat(timeline(history).keySet()).isEqualTo(interactions);
        assertThat(jdbc().queryForObject("select count(*) from query.dead_letter_entry", Long.class))
                .isZero();
    }

    @Test
    void readingFactsAgainAfterACrashChangesNothing() {
        List<Entry> history = histories(10, 30);
        int half = history.size() / 2;
        appendAndAwaitReaders(history.subList(0, half));
        List<Map<String, Object>> tokensBefore = tokens();
        append(history.subList(half, history.size()));
        awaitReaders(history);
        Map<String, String> customers = customers(history);
        Map<String, String> timeline = timeline(history);

        // As after a crash between the bulk request and the token: the documents are there, the token is not.
        processors().forEach(EventProcessor::shutDown);
        tokensBefore.forEach(token -> jdbc().update(
                        "update query.token_entry set token = ?, owner = null where processor_name = ? and segment = ?",
                        token.get("token"),
                        token.get("processor_name"),
                        token.get("segment")));
        processors().forEach(EventProcessor::start);
        awaitReaders(history);

        assertThat(customers(history)).isEqualTo(customers);
        assertThat(timeline(history)).isEqualTo(timeline);
    }

    @Test
    void aRebuildFromTheLedgerComesToTheSame() throws IOException {
        List<Entry> history = handledHistories(10, 30);
        Map<String, String> customers = customers(history);
        Map<String, String> timeline = timeline(history);

        processors().forEach(EventProcessor::shutDown);
        jdbc().update("delete from query.token_entry");
        stop();
        start();
        awaitReaders(history);

        assertThat(customers(history)).isEqualTo(customers);
        assertThat(timeline(history)).isEqualTo(timeline);
    }

    @Test
    void buildsLostIndicesAgainFromTheWholeLedger() throws IOException {
        List<Entry> history = handledHistories(10, 30);
        Map<String, String> customers = customers(history);
        Map<String, String> timeline = timeline(history);
        processors().forEach(EventProcessor::shutDown);
        park(history.getLast().fact().customerId());

        stop();
        start();
        awaitReaders(history);

        assertThat(customers(history)).isEqualTo(customers);
        assertThat(timeline(history)).isEqualTo(timeline);
        assertThat(jdbc().queryForObject("select count(*) from query.dead_letter_entry", Long.class))
                .isZero();
    }

    /** Leaves a row that makes all of a customer's facts wait. */
    private void park(CustomerId customer) {
        jdbc().update("""
            insert into query.dead_letter_entry (dead_letter_id, processing_group, sequence_identifier,
                sequence_index, message_type, event_identifier, time_stamp, payload_type, payload,
                enqueued_at)
            values (gen_random_uuid()::text, 'profile', ?, 0, 'Event', gen_random_uuid()::text,
                '2026-01-01T00:00:00Z', 'parked', '', now())\
            """, customer.toString());
    }
}
