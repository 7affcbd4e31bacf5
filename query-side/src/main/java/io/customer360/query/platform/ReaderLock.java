package io.customer360.query.platform;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps whatever else changes a reader's view apart from the reader's batches, on all nodes: a batch that has read a
 * customer's state before a retry must not write it after that. Held until the transaction ends. How often it was held
 * is counted, so that a batch can tell whether what it knows from the one before still holds.
 */
@Component
class ReaderLock {

    /** "park" in ASCII; with the hash of a reader's name it is the key of an advisory lock. */
    private static final int KIND = 0x7061726b;

    private final JdbcClient jdbc;
    private final TransactionTemplate atOnce;

    ReaderLock(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.atOnce = new TransactionTemplate(transactions);
        this.atOnce.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** For a batch. Any number of them run at once. */
    void share(String reader) {
        lock("select pg_advisory_xact_lock_shared(?, ?)", reader);
    }

    /** For a retry, once the batches that are under way have ended. */
    void hold(String reader) {
        lock("select pg_advisory_xact_lock(?, ?)", reader);
        // Whatever becomes of the transaction: what it changes in the view stays changed.
        atOnce.executeWithoutResult(counting -> jdbc.sql("""
            insert into query.reader_intervention values (?, 1)
            on conflict (reader) do update set number = reader_intervention.number + 1\
            """).param(reader).update());
    }

    private void lock(String sql, String reader) {
        jdbc.sql(sql).param(KIND).param(reader.hashCode()).query(row -> {});
    }
}
