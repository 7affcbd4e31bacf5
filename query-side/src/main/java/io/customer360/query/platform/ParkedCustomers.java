package io.customer360.query.platform;

import io.customer360.events.customer.CustomerId;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Customers with facts that wait, whoever has parked them. */
@Component
class ParkedCustomers {

    private final JdbcClient jdbc;

    ParkedCustomers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those customers of a batch for whom the reader has parked facts. */
    Set<CustomerId> among(Collection<? extends EventMessage<?>> messages, String reader) {
        return jdbc
                .sql("""
                    select distinct sequence_identifier from query.dead_letter_entry
                    where processing_group = :reader and sequence_identifier = any(:customers)\
                    """)
                .param("reader", reader)
                .param(
                        "customers",
                        Reader.customersOf(messages).stream()
                                .map(CustomerId::toString)
                                .toArray(String[]::new))
                .query(String.class)
                .stream()
                .map(CustomerId::of)
                .collect(Collectors.toSet());
    }
}
