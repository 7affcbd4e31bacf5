package io.customer360.benchmarks;

import io.customer360.embedded.EmbeddedServers;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Tells an application where servers are that outlive it. Whoever asks for Elasticsearch's address waits until it is
 * up.
 */
final class RunningServers extends EnumerablePropertySource<EmbeddedServers> {

    static final String DATABASE_URL = "spring.datasource.url";
    static final String DATABASE_USER = "spring.datasource.username";
    static final String DATABASE_PASSWORD = "spring.datasource.password";
    static final String ELASTICSEARCH_URL = "customer360.elasticsearch.url";
    private static final Set<String> NAMES = Set.of(DATABASE_URL, DATABASE_USER, DATABASE_PASSWORD, ELASTICSEARCH_URL);

    RunningServers(EmbeddedServers servers) {
        super("runningServers", servers);
    }

    @Override
    public String[] getPropertyNames() {
        return NAMES.toArray(String[]::new);
    }

    @Override
    public boolean containsProperty(String name) {
        return NAMES.contains(name);
    }

    @Override
    public @Nullable Object getProperty(String name) {
        return switch (name) {
            case DATABASE_URL -> source.postgres().jdbcUrl();
            case DATABASE_USER -> source.postgres().username();
            case DATABASE_PASSWORD -> source.postgres().password();
            case ELASTICSEARCH_URL -> source.elasticsearch().url().toString();
            default -> null;
        };
    }
}
