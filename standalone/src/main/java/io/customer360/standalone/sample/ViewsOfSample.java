package io.customer360.standalone.sample;

import io.customer360.query.ledger.Ledger;
import io.customer360.query.ledger.Relay;
import io.customer360.query.platform.elasticsearch.IndexVersions;
import io.customer360.standalone.EarlyEnd;
import java.time.Duration;
import java.util.List;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Has the start wait a while until the sample can be found: what the console shows to try next should answer with it.
 * Whatever is in the way of that is no reason not to start.
 */
@Component
class ViewsOfSample {

    private static final Logger LOG = LoggerFactory.getLogger(ViewsOfSample.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final Relay relay;
    private final Ledger ledger;
    private final EventProcessingConfiguration readers;
    private final IndexVersions versions;
    private final EarlyEnd earlyEnd;

    ViewsOfSample(
            Relay relay,
            Ledger ledger,
            EventProcessingConfiguration readers,
            IndexVersions versions,
            EarlyEnd earlyEnd) {
        this.relay = relay;
        this.ledger = ledger;
        this.readers = readers;
        this.versions = versions;
        this.earlyEnd = earlyEnd;
    }

    @EventListener(SampleLoaded.class)
    void awaitSample() {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!haveAll()) {
            if (System.nanoTime() > end) {
                LOG.warn("The views don't have all of the sample yet; GET /api/operations/readers says how far they"
                        + " are");
                return;
            }
            earlyEnd.pause(PAUSE);
        }
        earlyEnd.unlessAsked(this::refresh);
    }

    private boolean haveAll() {
        try {
            if (relay.pending().orElse(1) > 0) {
                return false;
            }
            long head = ledger.headPosition();
            return versions.readers().stream().allMatch(reader -> hasAll(reader, head));
        } catch (RuntimeException unknown) {
            LOG.debug("Whether the views have all of the sample can't be told yet", unknown);
            return false;
        }
    }

    private void refresh() {
        try {
            versions.refresh(versions.readers().stream().map(versions::live).toList());
        } catch (RuntimeException failed) {
            LOG.warn("What the views have got last of the sample is found a moment later", failed);
        }
    }

    private boolean hasAll(String reader, long head) {
        List<EventTrackerStatus> segments = readers.eventProcessor(reader, StreamingEventProcessor.class)
                .map(processor -> List.copyOf(processor.processingStatus().values()))
                .orElse(List.of());
        return !segments.isEmpty()
                && segments.stream()
                        .allMatch(segment -> segment.getCurrentPosition().orElse(0) >= head);
    }
}
