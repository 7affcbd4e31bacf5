package io.customer360.benchmarks;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.transport.ElasticsearchTransportBase;
import co.elastic.clients.transport.TransportOptions;
import co.elastic.clients.transport.http.TransportHttpClient;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Keeps the requests that the application sends to Elasticsearch, byte for byte, while it is asked to. */
final class RecordedRequests implements BeanPostProcessor {

    private final Spool spool;
    private final ConcurrentLinkedQueue<RecordedRequest> requests = new ConcurrentLinkedQueue<>();
    private volatile boolean recording;

    RecordedRequests(Spool spool) {
        this.spool = spool;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof ElasticsearchClient client
                        && client._transport() instanceof Rest5ClientTransport transport
                ? new ElasticsearchClient(new RecordingTransport(transport))
                : bean;
    }

    /** Forgets what there was and keeps what comes. */
    void begin() throws IOException {
        requests.clear();
        spool.clear();
        recording = true;
    }

    /** What was sent since the beginning, or since this was asked for last; it can be read until the next beginning. */
    List<RecordedRequest> take() {
        List<RecordedRequest> taken = new ArrayList<>();
        for (RecordedRequest request = requests.poll(); request != null; request = requests.poll()) {
            taken.add(request);
        }
        return taken;
    }

    /** As {@link #take}, and the last ones. */
    List<RecordedRequest> end() {
        recording = false;
        return take();
    }

    private void keep(TransportHttpClient.Request request) throws IOException {
        if (recording) {
            Iterable<ByteBuffer> body = request.body();
            requests.add(new RecordedRequest(
                    request.method(), target(request), request.headers(), spool.keep(body == null ? List.of() : body)));
        }
    }

    private static String target(TransportHttpClient.Request request) {
        String query = request.queryParams().entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? request.path() : request.path() + "?" + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The application's own transport, whose requests are kept on their way. */
    private final class RecordingTransport extends ElasticsearchTransportBase {

        private final Rest5ClientTransport transport;

        RecordingTransport(Rest5ClientTransport transport) {
            super(new RecordingHttp(transport.httpClient()), transport.options(), transport.jsonpMapper());
            this.transport = transport;
        }

        @Override
        public RecordingTransport withOptions(@Nullable TransportOptions options) {
            return new RecordingTransport((Rest5ClientTransport) transport.withOptions(options));
        }
    }

    private final class RecordingHttp implements TransportHttpClient {

        private final TransportHttpClient http;

        RecordingHttp(TransportHttpClient http) {
            this.http = http;
        }

        @Override
        public TransportOptions createOptions(@Nullable TransportOptions options) {
            return http.createOptions(options);
        }

        @Override
        public @Nullable Integer responseStatusCode(Throwable failure) {
            return http.responseStatusCode(failure);
        }

        @Override
        public Response performRequest(
                String endpoint, @Nullable Node node, Request request, @Nullable TransportOptions options)
                throws IOException {
            keep(request);
            return http.performRequest(endpoint, node, request, options);
        }

        @Override
        public CompletableFuture<Response> performRequestAsync(
                String endpoint, @Nullable Node node, Request request, @Nullable TransportOptions options) {
            try {
                keep(request);
            } catch (IOException failure) {
                return CompletableFuture.failedFuture(failure);
            }
            return http.performRequestAsync(endpoint, node, request, options);
        }

        @Override
        public void close() throws IOException {
            http.close();
        }
    }
}
