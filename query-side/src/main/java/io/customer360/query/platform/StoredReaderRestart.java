package io.customer360.query.platform;

import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets a reader's tokens and parked facts, where Axon keeps them, and what it was spared. */
@Component
class StoredReaderRestart implements ReaderRestart {

    private static final Logger LOG = LoggerFactory.getLogger(StoredReaderRestart.class);

    private final ReaderLock lock;
    private final JdbcClient jdbc;
    private final TransactionTemplate locked;
    private final TransactionTemplate atOnce;

    StoredReaderRestart(ReaderLock lock, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.lock = lock;
        this.jdbc = jdbc;
        this.locked = new TransactionTemplate(transactions);
        this.atOnce = new TransactionTemplate(transactions);
        this.atOnce.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public void restart(String reader, BooleanSupplier needed, IntConsumer newPlace) {
        locked.executeWithoutResult(holding -> {
            lock.hold(reader);
            if (needed.getAsBoolean()) {
                // Committed before there is a new place: an empty one beside an old token would stay empty.
                atOnce.executeWithoutResult(forgetting -> forget(reader));
                newPlace.accept(unusedNumber(reader));
            }
        });
    }

    private int unusedNumber(String reader) {
        return jdbc.sql("""
            select coalesce(max(substring(index from '[0-9]+$')::integer), 0) + 1
            from (select live_index from query.rebuild_view where reader = :reader
                  union all
                  select next_index from query.rebuild_view where reader = :reader) known (index)\
            """).param("reader", reader).query(Integer.class).single();
    }

    private void forget(String reader) {
        int parked = jdbc.sql("delete from query.dead_letter_entry where processing_group = :reader")
                .param("reader", reader)
                .update();
        int segments = jdbc.sql("delete from query.token_entry where processor_name = :reader")
                .param("reader", reader)
                .update();
        jdbc.sql("delete from query.head_start where reader = :reader")
                .param("reader", reader)
                .update();
        // They would hold again: the segments begin before their positions.
        jdbc.sql("delete from query.reader_failure where reader = :reader")
                .param("reader", reader)
                .update();
        if (segments > 0 || parked > 0) {
            LOG.warn(
                    "The index of reader '{}' is gone, so it is built again from the whole ledger, including {} facts"
                            + " that were parked",
                    reader,
                    parked);
        }
    }
}
