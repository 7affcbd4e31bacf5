package io.customer360.benchmarks;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.json.JsonpMapper;
import co.elastic.clients.transport.ElasticsearchTransport;
import co.elastic.clients.transport.Endpoint;
import co.elastic.clients.transport.TransportOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Keeps every bulk request that the application sends, so that the same can be sent without the application. */
final class RecordedBulks implements BeanPostProcessor {

    private final ConcurrentLinkedQueue<BulkRequest> requests = new ConcurrentLinkedQueue<>();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof ElasticsearchClient client
                ? new ElasticsearchClient(new Recording(client._transport()))
                : bean;
    }

    /** What was sent since the last time. */
    List<BulkRequest> take() {
        List<BulkRequest> taken = new ArrayList<>();
        for (BulkRequest request = requests.poll(); request != null; request = requests.poll()) {
            taken.add(request);
        }
        return taken;
    }

    private final class Recording implements ElasticsearchTransport {

        private final ElasticsearchTransport transport;

        Recording(ElasticsearchTransport transport) {
            this.transport = transport;
        }

        @Override
        public <Q, A, E> A performRequest(Q request, Endpoint<Q, A, E> endpoint, @Nullable TransportOptions options)
                throws IOException {
            keep(request);
            return transport.performRequest(request, endpoint, options);
        }

        @Override
        public <Q, A, E> CompletableFuture<A> performRequestAsync(
                Q request, Endpoint<Q, A, E> endpoint, @Nullable TransportOptions options) {
            keep(request);
            return transport.performRequestAsync(request, endpoint, options);
        }

        private void keep(Object request) {
            if (request instanceof BulkRequest bulk) {
                requests.add(bulk);
            }
        }

        @Override
        public JsonpMapper jsonpMapper() {
            return transport.jsonpMapper();
        }

        @Override
        public TransportOptions options() {
            return transport.options();
        }

        @Override
        public void close() throws IOException {
            transport.close();
        }
    }
}
