package io.customer360.command.importing;

import io.axoniq.axonserver.connector.AxonServerException;
import io.axoniq.axonserver.connector.impl.StreamClosedException;
import io.customer360.command.platform.StoreFailures;
import io.grpc.StatusRuntimeException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.TransactionException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Tells whether a failure lies with a database, or with Axon Server, that may be back in a while, and not with what was
 * to be stored.
 */
final class Outage {

    /** By SQL:2016 and PostgreSQL: no connection, no resources, ended by the operator, failure of the system. */
    private static final Set<String> STATES = Set.of("08", "53", "57", "58");

    private Outage() {}

    static boolean isBehind(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(Outage::is);
    }

    private static boolean is(Throwable failure) {
        return switch (failure) {
            case CannotCreateTransactionException _,
                    DataAccessResourceFailureException _,
                    // A transaction that could be neither stored nor taken back.
                    TransactionException _,
                    SQLTransientConnectionException _,
                    SQLNonTransientConnectionException _,
                    SQLRecoverableException _,
                    AxonServerException _,
                    StreamClosedException _ -> true;
            case StatusRuntimeException answer -> !StoreFailures.isConflict(answer);
            case SQLException refused ->
                refused.getSQLState() != null
                        && STATES.contains(refused.getSQLState().substring(0, 2));
            default -> false;
        };
    }
}
