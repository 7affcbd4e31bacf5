package io.customer360.command.platform.eventstore;

import java.sql.SQLException;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.jspecify.annotations.Nullable;

/** Tells Axon that two commands wrote the same version of an aggregate, which PostgreSQL reports as a duplicate key. */
final class DuplicateKeys implements PersistenceExceptionResolver {

    private static final String UNIQUE_VIOLATION = "23505";

    @Override
    public boolean isDuplicateKeyViolation(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && reportsDuplicate(sql)) {
                return true;
            }
        }
        return false;
    }

    /** A batch reports its first failure as the next exception. */
    private static boolean reportsDuplicate(SQLException failure) {
        for (@Nullable SQLException sql = failure; sql != null; sql = sql.getNextException()) {
            if (UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
