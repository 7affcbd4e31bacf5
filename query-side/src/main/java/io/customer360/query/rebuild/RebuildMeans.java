package io.customer360.query.rebuild;

import io.customer360.query.ledger.Ledger;
import io.customer360.query.ledger.LedgerMessageSource;
import io.customer360.query.platform.OutdatedViews;
import io.customer360.query.platform.ViewRebuilding;
import io.customer360.query.platform.elasticsearch.IndexVersions;
import org.springframework.stereotype.Component;

/** What every run works with. */
@Component
record RebuildMeans(
        Rebuilds rebuilds,
        Makers makers,
        ViewRebuilding rebuilding,
        IndexVersions versions,
        WriteBlock writeBlock,
        OutdatedViews outdated,
        Ledger ledger,
        LedgerMessageSource source,
        Sampling sampling,
        UnderWay underWay,
        RebuildProperties properties) {}
