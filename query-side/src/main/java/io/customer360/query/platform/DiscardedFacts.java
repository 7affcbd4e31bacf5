package io.customer360.query.platform;

import java.util.Collection;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Facts that somebody decided to leave out of a reader's view: they stay out when the view is built again. */
@Component
class DiscardedFacts {

    /** The ids of those of {@code :events} that {@code :reader} leaves out. */
    static final String AMONG =
            "select event_id from query.discarded_fact where reader = :reader and event_id = any(:events)";

    private final JdbcClient jdbc;

    DiscardedFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The ids of those events of a batch that the reader leaves out. */
    Set<String> among(Collection<? extends EventMessage<?>> messages, String reader) {
        return jdbc.sql(AMONG)
                .param("reader", reader)
                .param("events", ids(messages))
                .query(String.class)
                .set();
    }

    static String[] ids(Collection<? extends EventMessage<?>> messages) {
        return messages.stream().map(Message::getIdentifier).toArray(String[]::new);
    }
}
