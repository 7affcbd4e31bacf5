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

    private final JdbcClient jdbc;

    DiscardedFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The ids of those events of a batch that the reader leaves out. */
    Set<String> among(Collection<? extends EventMessage<?>> messages, String reader) {
        return jdbc.sql("select event_id from query.discarded_fact where reader = :reader and event_id = any(:events)")
                .param("reader", reader)
                .param("events", messages.stream().map(Message::getIdentifier).toArray(String[]::new))
                .query(String.class)
                .set();
    }
}
