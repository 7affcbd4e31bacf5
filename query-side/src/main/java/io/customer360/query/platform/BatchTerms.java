package io.customer360.query.platform;

import io.customer360.events.customer.CustomerId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a batch of a reader has to know before it begins, asked in one question. */
@Component
class BatchTerms {

    private final JdbcClient jdbc;
    private final StoredTokens tokens;

    BatchTerms(JdbcClient jdbc, StoredTokens tokens) {
        this.jdbc = jdbc;
        this.tokens = tokens;
    }

    /**
     * @param discarded the ids of those events of the batch that the reader leaves out
     * @param parked those customers of the batch for whom facts wait, whoever has parked them
     * @param interventions see {@link ReaderLock}
     * @param handled the last position that the segment has handled, on whichever node
     * @param headStart see {@link StoredTokens}
     */
    record Terms(Set<String> discarded, Set<CustomerId> parked, long interventions, long handled, long headStart) {

        Terms {
            discarded = Set.copyOf(discarded);
            parked = Set.copyOf(parked);
        }
    }

    /** The reader's lock has to be shared by then. */
    Terms of(Collection<? extends EventMessage<?>> batch, Set<CustomerId> customers, String reader, int segment) {
        return jdbc.sql("""
            select array(%s),
                   array(select distinct sequence_identifier from query.dead_letter_entry
                         where processing_group = :reader and sequence_identifier = any(:customers)),
                   coalesce((select number from query.reader_intervention where reader = :reader), 0),
                   token, token_type,
                   coalesce((select position from query.head_start where reader = :reader), 0)
            from (select) once
            left join query.token_entry on processor_name = :reader and segment = :segment\
            """.formatted(DiscardedFacts.AMONG))
                .param("reader", reader)
                .param("segment", segment)
                .param("events", DiscardedFacts.ids(batch))
                .param("customers", customers.stream().map(CustomerId::toString).toArray(String[]::new))
                .query((row, number) -> new Terms(
                        texts(row, 1),
                        texts(row, 2).stream().map(CustomerId::of).collect(Collectors.toSet()),
                        row.getLong(3),
                        tokens.position(row.getBytes(4), row.getString(5)),
                        row.getLong(6)))
                .single();
    }

    private static Set<String> texts(ResultSet row, int column) throws SQLException {
        Array array = Objects.requireNonNull(row.getArray(column));
        return Set.copyOf(Arrays.asList((String[]) array.getArray()));
    }
}
