package io.customer360.command.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.command.platform.Rejected;
import io.customer360.command.platform.Rejection;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionSystemException;

class OutageTest {

    @Test
    void isBehindWhateverMeansThatAStoreIsOutOfReach() {
        assertThat(Stream.of(
                        new EventStoreException("no answer"),
                        new TransactionSystemException("lost"),
                        new DataAccessResourceFailureException("no connection"),
                        new StatusRuntimeException(Status.UNAVAILABLE),
                        new IllegalStateException(new SQLException("ended by the operator", "57P01"))))
                .allMatch(Outage::isBehind);
    }

    @Test
    void isNotBehindWhatLiesWithTheRows() {
        assertThat(Stream.of(
                        new ConcurrencyException("somebody was faster"),
                        new DuplicateKeyException("twice", new SQLException("twice", "23505")),
                        new Rejected(Rejection.CONCURRENT_CHANGE, "somebody was faster"),
                        new IllegalStateException("a defect")))
                .noneMatch(Outage::isBehind);
    }
}
