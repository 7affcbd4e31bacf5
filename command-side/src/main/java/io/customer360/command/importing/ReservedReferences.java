package io.customer360.command.importing;

import io.customer360.command.platform.Claims.ClaimedReference;
import io.customer360.events.customer.ExternalReference;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Looks a whole batch of references up at once among those that commands have reserved. */
@Component
class ReservedReferences implements KnownReferences {

    private final JdbcTemplate sql;

    ReservedReferences(JdbcTemplate sql) {
        this.sql = sql;
    }

    @Override
    public Map<ClaimedReference, String> among(Collection<ClaimedReference> references) {
        if (references.isEmpty()) {
            return Map.of();
        }
        List<ClaimedReference> asked = List.copyOf(references);
        Map<ClaimedReference, String> ids = new HashMap<>();
        sql.query(
                """
                SELECT kind, source, reference, aggregate_id
                FROM command.external_reference
                JOIN unnest(?::text[], ?::text[], ?::text[]) AS asked (kind, source, reference)
                    USING (kind, source, reference)
                WHERE confirmed
                """,
                row -> {
                    ids.put(
                            new ClaimedReference(
                                    row.getString(1), new ExternalReference(row.getString(2), row.getString(3))),
                            row.getString(4));
                },
                texts(asked, ClaimedReference::kind),
                texts(asked, claimed -> claimed.reference().source()),
                texts(asked, claimed -> claimed.reference().id()));
        return ids;
    }

    private static Object texts(List<ClaimedReference> asked, Function<ClaimedReference, String> part) {
        return asked.stream().map(part).toArray(String[]::new);
    }
}
