package io.customer360.command.platform;

import io.axoniq.axonserver.connector.AxonServerException;
import io.axoniq.axonserver.connector.impl.StreamClosedException;
import io.grpc.StatusRuntimeException;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.axonframework.axonserver.connector.command.AxonServerCommandDispatchException;
import org.axonframework.axonserver.connector.event.util.GrpcExceptionParser;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.AxonTransientException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.ExecutionException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** What the failures of the event store and the database mean, whichever event store is in use. */
public final class StoreFailures {

    /** Where PostgreSQL ends one of two transactions that are in each other's way: nothing of it is stored. */
    private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01");

    private StoreFailures() {}

    /** Whether somebody else was faster or held what was needed: the same command may succeed a moment later. */
    public static boolean isConflict(Throwable failure) {
        return hasCause(failure, cause -> switch (cause) {
            case NoHandlerForCommandException nobody -> false;
            // No answer came in time: the events may be stored all the same, and a second try would store more.
            case ExecutionException unanswered -> false;
            case AxonTransientException tooLate -> true;
            case TransientDataAccessException inTheWay -> true;
            case SQLException refused when refused.getSQLState() != null -> ROLLED_BACK.contains(refused.getSQLState());
            // Axon's connector hands on what Axon Server answers to an append as it comes.
            case StatusRuntimeException answer -> GrpcExceptionParser.parse(answer) instanceof AxonTransientException;
            default -> false;
        });
    }

    /** Whether what is written can't be stored at the moment; whether it was stored is not always certain. */
    public static boolean isUnavailable(Throwable failure) {
        return !isConflict(failure)
                && hasCause(failure, cause -> switch (cause) {
                    case CannotCreateTransactionException databaseDown -> true;
                    case TransactionSystemException databaseLost -> true;
                    case DataAccessResourceFailureException databaseLost -> true;
                    // Hibernate gives what the database says when it ends no class of its own.
                    case SQLException said -> isOutOfReach(String.valueOf(said.getSQLState()));
                    case EventStoreException storeDown -> true;
                    case ExecutionException unanswered -> true;
                    case StatusRuntimeException axonServerDown -> true;
                    case StreamClosedException axonServerLost -> true;
                    case AxonServerException notDelivered -> true;
                    case AxonServerCommandDispatchException notDelivered -> true;
                    // No command node is connected to Axon Server, not even this one.
                    case NoHandlerForCommandException notConnected -> true;
                    default -> false;
                });
    }

    /** Connections (08), resources (53), an administrator or the end of the server (57), the machine (58). */
    private static boolean isOutOfReach(String sqlState) {
        return Stream.of("08", "53", "57", "58").anyMatch(sqlState::startsWith);
    }

    private static boolean hasCause(Throwable failure, Predicate<Throwable> looked) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (looked.test(cause)) {
                return true;
            }
        }
        return false;
    }
}
