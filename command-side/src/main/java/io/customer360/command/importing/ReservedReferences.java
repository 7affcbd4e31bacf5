package io.customer360.command.importing;

import io.customer360.command.platform.Claims.ClaimedReference;
import io.customer360.events.customer.ExternalReference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Looks a whole batch of references up at once among those that commands have reserved. */
@Component
class ReservedReferences implements KnownReferences {

    private static final String AMONG = """
        SELECT kind, source, reference, aggregate_id
        FROM command.external_reference
        JOIN unnest(?::text[], ?::text[], ?::text[]) AS asked (kind, source, reference)
            USING (kind, source, reference)
        WHERE confirmed
        """;

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
        sql.query(connection -> statement(connection, asked), row -> {
            ids.put(
                    new ClaimedReference(row.getString(1), new ExternalReference(row.getString(2), row.getString(3))),
                    row.getString(4));
        });
        return ids;
    }

    /**
     * Planned anew each time: an import's first rows meet a table that is nearly empty, and the plan that is best for
     * it, to read all of it, must not be kept while the import fills it.
     */
    private static PreparedStatement statement(Connection connection, List<ClaimedReference> asked)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(AMONG);
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        statement.setObject(1, texts(asked, ClaimedReference::kind));
        statement.setObject(2, texts(asked, claimed -> claimed.reference().source()));
        statement.setObject(3, texts(asked, claimed -> claimed.reference().id()));
        return statement;
    }

    private static Object texts(List<ClaimedReference> asked, Function<ClaimedReference, String> part) {
        return asked.stream().map(part).toArray(String[]::new);
    }
}
