package io.customer360.query.profile;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import io.customer360.events.CustomerFact;
import io.customer360.events.customer.CustomerId;
import io.customer360.query.ledger.FactContext;
import io.customer360.query.ledger.LedgerEntry;
import io.customer360.query.ledger.ReadView;
import io.customer360.query.platform.BatchProjection;
import io.customer360.query.platform.elasticsearch.BulkWriter;
import io.customer360.query.platform.elasticsearch.BulkWriter.Document;
import io.customer360.query.platform.elasticsearch.Index;
import io.customer360.query.platform.elasticsearch.IndexNames;
import io.customer360.query.text.PhoneForms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Keeps one profile document for each customer up to date. */
@Component
class ProfileProjection implements BatchProjection<KnownProfile>, ReadView {

    static final String NAME = "profile";

    private final Profiles profiles;
    private final BulkWriter writer;
    private final ElasticsearchClient client;
    private final PhoneForms phoneForms;
    private final Index index;

    /** Whether of more than one version of a document is to be written: then it is worth while to keep its parts. */
    private final boolean writesAgain;

    @Autowired
    ProfileProjection(
            Profiles profiles, BulkWriter writer, ElasticsearchClient client, PhoneForms phoneForms, IndexNames names) {
        this(profiles, writer, client, phoneForms, Index.behind(names.customers()), true);
    }

    private ProfileProjection(
            Profiles profiles,
            BulkWriter writer,
            ElasticsearchClient client,
            PhoneForms phoneForms,
            Index index,
            boolean writesAgain) {
        this.profiles = profiles;
        this.writer = writer;
        this.client = client;
        this.phoneForms = phoneForms;
        this.index = index;
        this.writesAgain = writesAgain;
    }

    @Override
    public ProfileProjection into(String alias) {
        return new ProfileProjection(profiles.in(alias), writer, client, phoneForms, Index.behind(alias), false);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<CustomerId, KnownProfile> prefetch(Set<CustomerId> customers) {
        Map<CustomerId, KnownProfile> known = new HashMap<>();
        profiles.findAll(customers).forEach((customer, profile) -> known.put(customer, KnownProfile.of(profile)));
        return known;
    }

    @Override
    public long foldedUpTo(KnownProfile known) {
        return known.profile().position();
    }

    @Override
    public KnownProfile fold(@Nullable KnownProfile before, CustomerFact fact, FactContext context) {
        return KnownProfile.fold(before, fact, context);
    }

    @Override
    public Map<CustomerId, String> flush(Collection<Change<KnownProfile>> changes) {
        return writer.write(changes.stream().map(this::document).toList());
    }

    private Document document(Change<KnownProfile> change) {
        Profile profile = change.state().profile();
        return new Document(
                index,
                change.customerId().toString(),
                change.position(),
                change.customerId(),
                writesAgain
                        ? change.state().parts().document(profile, phoneForms)
                        : ProfileDocument.of(profile, phoneForms));
    }

    @Override
    public boolean shows(LedgerEntry entry) {
        CustomerId customerId = entry.customerId();
        return customerId == null || profiles.position(customerId) >= entry.position();
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
