package io.customer360.command.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.command.platform.eventstore.Attempts;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.ExecutionException;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.ConflictingAggregateVersionException;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;

class LocalCommandsTest {

    private static final Counter REPEATED = new SimpleMeterRegistry().counter("repeated");
    private static final Attempts WITH_CARE = new Attempts(false);
    private static final String COMMAND = "java.lang.String";

    @Test
    void callsAnAppendThatAxonServerRefusedAConflict() {
        Metadata trailers = new Metadata();
        trailers.put(Metadata.Key.of("AxonIQ-ErrorCode", Metadata.ASCII_STRING_MARSHALLER), "AXONIQ-2000");

        assertThat(rejection(failingAtCommit(new StatusRuntimeException(Status.OUT_OF_RANGE, trailers))))
                .isEqualTo(Rejection.CONCURRENT_CHANGE);
    }

    @Test
    void callsTheSameVersionWrittenTwiceAConflict() {
        assertThat(rejection(failingAtCommit(new ConcurrencyException("Somebody was faster"))))
                .isEqualTo(Rejection.CONCURRENT_CHANGE);
    }

    @Test
    void tellsThatAnotherVersionWasExpected() {
        assertThat(rejection(failingAtCommit(new ConflictingAggregateVersionException("customer", 1, 2))))
                .isEqualTo(Rejection.VERSION_MISMATCH);
    }

    @Test
    void callsAnEventStoreOutOfReachUnavailable() {
        assertThat(rejection(failingAtCommit(new StatusRuntimeException(Status.UNAVAILABLE))))
                .isEqualTo(Rejection.STORE_UNAVAILABLE);
        assertThat(rejection(failingAtCommit(new ExecutionException("No answer in time", new TimeoutException()))))
                .isEqualTo(Rejection.STORE_UNAVAILABLE);
        assertThat(rejection(failingAtCommit(new EventStoreException("No answer"))))
                .isEqualTo(Rejection.STORE_UNAVAILABLE);
    }

    @Test
    void callsADatabaseOutOfReachUnavailable() {
        TransactionManager down = () -> {
            throw new CannotCreateTransactionException("No connection");
        };

        assertThat(rejection(
                        new LocalCommands(SimpleCommandBus.builder().transactionManager(down), WITH_CARE, REPEATED)))
                .isEqualTo(Rejection.STORE_UNAVAILABLE);
    }

    @Test
    void leavesWhatNobodyForesawAsItIs() {
        IllegalStateException failure = new IllegalStateException("A defect");

        assertThat(result(failingAtCommit(failure)).exceptionResult()).isSameAs(failure);
    }

    private static LocalCommands failingAtCommit(RuntimeException failure) {
        LocalCommands commands = new LocalCommands(SimpleCommandBus.builder(), WITH_CARE, REPEATED);
        commands.registerHandlerInterceptor((unit, chain) -> {
            CurrentUnitOfWork.get().onCommit(committed -> {
                throw failure;
            });
            return chain.proceed();
        });
        return commands;
    }

    private static Rejection rejection(LocalCommands commands) {
        assertThat(result(commands).exceptionResult()).isInstanceOf(Rejected.class);
        return ((Rejected) result(commands).exceptionResult()).rejection();
    }

    private static CommandResultMessage<? extends Object> result(LocalCommands commands) {
        FutureCallback<String, Object> answer = new FutureCallback<>();
        commands.subscribe(COMMAND, message -> "done");
        commands.dispatch(new GenericCommandMessage<>("a command"), answer);
        return answer.getResult();
    }
}
