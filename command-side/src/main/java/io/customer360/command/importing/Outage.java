package io.customer360.command.importing;

import io.customer360.command.platform.StoreFailures;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.TransactionException;

/**
 * Tells whether a failure lies with a database, or with Axon Server, that may be back in a while, and not with what was
 * to be stored.
 */
final class Outage {

    /** By SQL:2016 and PostgreSQL: no connection, no resources, ended by the operator, failure of the system. */
    private static final Set<String> STATES = Set.of("08", "53", "57", "58");

    private Outage() {}

    static boolean isBehind(Throwable failure) {
        return StoreFailures.isUnavailable(failure)
                || Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                        .anyMatch(Outage::isOfTheDatabase);
    }

    private static boolean isOfTheDatabase(Throwable failure) {
        return switch (failure) {
            // A transaction that could be neither stored nor taken back.
            case TransactionException _,
                    SQLTransientConnectionException _,
                    SQLNonTransientConnectionException _,
                    SQLRecoverableException _ -> true;
            case SQLException refused ->
                refused.getSQLState() != null
                        && STATES.contains(refused.getSQLState().substring(0, 2));
            default -> false;
        };
    }
}
