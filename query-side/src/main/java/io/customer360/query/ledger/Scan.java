package io.customer360.query.ledger;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scans of the ledger, one after the other, that another thread can break off while they wait for the database: before
 * the first rows come of a large ledger it sorts for minutes.
 */
public final class Scan {

    private static final Logger LOG = LoggerFactory.getLogger(Scan.class);

    private volatile @Nullable Statement statement;

    /**
     * Has the scan fail that waits for its first rows just now, if one does; one that is about to has to be told again.
     */
    public void breakOff() {
        Statement waiting = statement;
        if (waiting != null) {
            try {
                waiting.cancel();
            } catch (SQLException e) {
                LOG.debug("A scan of the ledger can't be broken off for now", e);
            }
        }
    }

    void begins(PreparedStatement begun) {
        statement = begun;
    }

    void ended() {
        statement = null;
    }
}
