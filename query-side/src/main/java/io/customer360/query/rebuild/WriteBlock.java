package io.customer360.query.rebuild;

import io.customer360.query.platform.elasticsearch.IndexVersions;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * That the live views refuse writes, which they do only while a rebuild changes over to others. It is looked after
 * rather than undone by whoever has set it: a process that stood still may set it when its rebuild has long ended.
 */
@Component
class WriteBlock {

    private static final Logger LOG = LoggerFactory.getLogger(WriteBlock.class);

    private final Rebuilds rebuilds;
    private final IndexVersions versions;

    WriteBlock(Rebuilds rebuilds, IndexVersions versions) {
        this.rebuilds = rebuilds;
        this.versions = versions;
    }

    /** From here on no reader gets past what the next views have, even if its lock is lost or the change comes late. */
    void set(List<String> liveIndices) {
        versions.blockWrites(liveIndices, true);
    }

    /** Lets the live views be written again, unless a rebuild is changing over. */
    void liftWhereNothingChanges() {
        List<String> blocked = versions.liveThatRefuseWrites();
        if (!blocked.isEmpty() && rebuilds.unlessChangingOver(() -> versions.blockWrites(blocked, false))) {
            LOG.info("{} can be written again", blocked);
        }
    }

    /** The same, where it can wait for the next time. */
    void look() {
        try {
            liftWhereNothingChanges();
        } catch (RuntimeException unavailable) {
            LOG.debug("Whether the live views can be written is not known for now", unavailable);
        }
    }
}
