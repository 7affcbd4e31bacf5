package io.customer360.query.timeline;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import io.customer360.events.CustomerEvent;
import io.customer360.events.CustomerFact;
import io.customer360.events.InteractionEvent;
import io.customer360.events.customer.CustomerId;
import io.customer360.query.ledger.FactContext;
import io.customer360.query.ledger.LedgerEntry;
import io.customer360.query.ledger.ReadView;
import io.customer360.query.platform.BatchProjection;
import io.customer360.query.platform.elasticsearch.BulkWriter;
import io.customer360.query.platform.elasticsearch.BulkWriter.Document;
import io.customer360.query.platform.elasticsearch.Index;
import io.customer360.query.platform.elasticsearch.IndexNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Keeps one entry for each interaction event. */
@Component
class TimelineProjection implements BatchProjection<TimelineProjection.Entries>, ReadView {

    static final String NAME = "timeline";

    private static final String NO_INTERACTION = CustomerEvent.class.getName() + "$";

    private final BulkWriter writer;
    private final ElasticsearchClient client;
    private final Index index;

    @Autowired
    TimelineProjection(BulkWriter writer, ElasticsearchClient client, IndexNames names) {
        this(writer, client, Index.behind(names.timeline()));
    }

    private TimelineProjection(BulkWriter writer, ElasticsearchClient client, Index index) {
        this.writer = writer;
        this.client = client;
        this.index = index;
    }

    @Override
    public TimelineProjection into(String alias) {
        return new TimelineProjection(writer, client, Index.behind(alias));
    }

    /** Entries stand for themselves. */
    @Override
    public boolean keepsStates() {
        return false;
    }

    /** The entries of a customer's facts in this batch, the last one first. */
    record Entries(@Nullable Entries before, TimelineEntry last) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean handles(CustomerFact fact) {
        return fact instanceof InteractionEvent;
    }

    @Override
    public Map<CustomerId, Entries> prefetch(Set<CustomerId> customers) {
        return Map.of();
    }

    @Override
    public Entries fold(@Nullable Entries before, CustomerFact fact, FactContext context) {
        return new Entries(before, TimelineEntry.of((InteractionEvent) fact, context));
    }

    @Override
    public Map<CustomerId, String> flush(Collection<Change<Entries>> changes) {
        List<Document> documents = new ArrayList<>();
        for (Change<Entries> change : changes) {
            for (Entries entries = change.state(); entries != null; entries = entries.before()) {
                TimelineEntry entry = entries.last();
                // An entry never changes: writing it again writes the same.
                documents.add(
                        new Document(index, entry.eventId(), null, entry.customerId(), TimelineDocument.of(entry)));
            }
        }
        return writer.write(documents);
    }

    @Override
    public boolean shows(LedgerEntry entry) {
        if (entry.customerId() == null || entry.payloadType().startsWith(NO_INTERACTION)) {
            return true;
        }
        try {
            return client.exists(exists -> exists.index(index.alias()).id(entry.eventId()))
                    .value();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void refresh() {
        try {
            client.indices().refresh(refresh -> refresh.index(index.alias()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
