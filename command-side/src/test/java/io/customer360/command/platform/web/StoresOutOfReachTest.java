package io.customer360.command.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.command.platform.Rejected;
import io.customer360.command.platform.Rejection;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.hibernate.exception.GenericJDBCException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.ModelAndView;

class StoresOutOfReachTest {

    private final AtomicReference<@Nullable Exception> told = new AtomicReference<>();
    private final StoresOutOfReach stores = new StoresOutOfReach((request, response, handler, failure) -> {
        told.set(failure);
        return new ModelAndView();
    });

    @Test
    void makesARefusalOfAStoreOutOfReachWhicheverItIs() throws Exception {
        for (RuntimeException failure : new RuntimeException[] {
            new StatusRuntimeException(Status.UNAVAILABLE),
            new EventStoreException("no answer"),
            new TransactionSystemException("lost"),
            new JpaSystemException(new GenericJDBCException(
                    "insert", new SQLException("terminating connection due to unexpected postmaster exit", "57P01"))),
        }) {
            told.set(null);
            assertThat(answers(this, failure)).isTrue();
            assertThat(told.get())
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected -> assertThat(rejected.rejection()).isEqualTo(Rejection.STORE_UNAVAILABLE));
        }
    }

    @Test
    void leavesOtherFailuresAndTheOtherSidesToOthers() throws Exception {
        assertThat(answers(this, new IllegalStateException("a defect"))).isFalse();
        assertThat(answers(
                        this,
                        new JpaSystemException(new GenericJDBCException(
                                "insert", new SQLException("invalid byte sequence for encoding", "22021")))))
                .isFalse();
        assertThat(answers("another side's controller", new TransactionSystemException("lost")))
                .isFalse();
    }

    private boolean answers(Object controller, Exception failure) throws NoSuchMethodException {
        return stores.resolveException(
                        new MockHttpServletRequest(),
                        new MockHttpServletResponse(),
                        new HandlerMethod(controller, "toString"),
                        failure)
                != null;
    }
}
