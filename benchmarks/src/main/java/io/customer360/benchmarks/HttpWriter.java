package io.customer360.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * One client over HTTP, which keeps its connection. It writes and reads in the thread that calls it: the processors are
 * those of the application, and a client that hands each request over to another thread would take a good part of them.
 */
final class HttpWriter implements AutoCloseable {

    private static final int CREATED = 201;

    private final URI address;
    private final CloseableHttpClient client = HttpClientBuilder.create()
            .setConnectionManager(new BasicHttpClientConnectionManager())
            .disableAuthCaching()
            .disableAutomaticRetries()
            .disableContentCompression()
            .disableCookieManagement()
            .disableRedirectHandling()
            .build();

    HttpWriter(URI address) {
        this.address = address;
    }

    /** @return where the thing is that was created */
    String create(String path, String body) throws IOException {
        HttpPost request = new HttpPost(address.resolve(path));
        request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        return client.execute(request, answer -> location(path, answer));
    }

    private static String location(String path, ClassicHttpResponse answer) throws HttpException, IOException {
        String body = EntityUtils.toString(answer.getEntity(), StandardCharsets.UTF_8);
        if (answer.getCode() != CREATED) {
            throw new IllegalStateException("%s: %d %s".formatted(path, answer.getCode(), body));
        }
        return answer.getHeader("Location").getValue();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
