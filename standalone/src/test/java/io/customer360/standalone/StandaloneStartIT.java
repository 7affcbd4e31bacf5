package io.customer360.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customer360.embedded.ServerStartFailed;
import io.customer360.standalone.sample.SampleLoaded;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Starts the application as {@code spring-boot:run} does, twice on the same data. */
class StandaloneStartIT {

    @TempDir
    Path dataDirectory;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void findsItsDataAgainAndLetsOnlyThisMachineIn(CapturedOutput output) throws Exception {
        try (ConfigurableApplicationContext first = start()) {
            assertThat(first.getEnvironment().getProperty("server.address")).isEqualTo("127.0.0.1");
            assertThat(get(first, "/").headers().firstValue("Location").orElseThrow())
                    .endsWith("/swagger-ui.html");
            assertThat(get(first, "/actuator/health/readiness").body()).contains("UP");
            assertThat(List.of("readinessState", "db", "elasticsearch"))
                    .allMatch(first.getBean(HealthEndpointGroups.class).get("readiness")::isMember);
            assertThat(operations(first))
                    .allSatisfy(operation ->
                            assertThat(operation.path("summary").asString()).isNotBlank())
                    .extracting(operation -> operation.path("operationId").asString())
                    .contains("placePurchase", "readPurchase", "retryParkedFacts")
                    .doesNotHaveDuplicates()
                    // What becomes of two methods of the same name.
                    .noneMatch(id -> id.matches(".*_\\d+"));

            for (URI example : examples(output)) {
                assertThat(get(first, example).statusCode()).as("%s", example).isEqualTo(200);
            }
            assertThat(examples(output)).isNotEmpty();
            assertThat(Path.of(first.getEnvironment().getRequiredProperty("customer360.elasticsearch.own-directory")))
                    .isEqualTo(dataDirectory.toRealPath().resolve("elasticsearch"))
                    .isDirectory();

            assertThat(register(first, "曾国藩").statusCode()).isEqualTo(201);
            first.publishEvent(new SampleLoaded());
            assertThat(finds(first, "zeng", "曾国藩")).isTrue();

            assertThatThrownBy(this::start)
                    .isInstanceOf(ServerStartFailed.class)
                    .hasMessageContaining("is using the data directory");
        }
        try (ConfigurableApplicationContext second = start()) {
            assertThat(finds(second, "zeng", "曾国藩")).isTrue();
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void saysAtOnceThatThePortIsTaken(CapturedOutput output) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> start(taken.getLocalPort())).isInstanceOf(PortInUseException.class);

            assertThat(output)
                    .contains("Port %d is in use".formatted(taken.getLocalPort()))
                    .contains("--server.port")
                    .doesNotContain("PostgreSQL");
        }
    }

    /** The requests that the console shows, as somebody would copy them. */
    private static List<URI> examples(CapturedOutput output) {
        return Pattern.compile("curl '(.*)'")
                .matcher(output)
                .results()
                .map(example -> URI.create(example.group(1)))
                .toList();
    }

    private ConfigurableApplicationContext start() {
        return start(0);
    }

    private ConfigurableApplicationContext start(int port) {
        return Customer360Application.application()
                .run(
                        "--customer360.data-dir=" + dataDirectory,
                        "--customer360.sample=false",
                        "--customer360.elasticsearch-heap=512MB",
                        "--server.port=" + port);
    }

    /** All that the API page of both sides describes. */
    private List<JsonNode> operations(ConfigurableApplicationContext application) throws Exception {
        List<JsonNode> operations = new ArrayList<>();
        JsonMapper.shared()
                .readTree(get(application, "/v3/api-docs").body())
                .path("paths")
                .forEach(path -> path.forEach(operations::add));
        return operations;
    }

    private boolean finds(ConfigurableApplicationContext application, String query, String name) throws Exception {
        return get(application, "/api/customers?q=" + query).body().contains(name);
    }

    private HttpResponse<String> get(ConfigurableApplicationContext application, String path) throws Exception {
        return get(application, URI.create(path));
    }

    private HttpResponse<String> get(ConfigurableApplicationContext application, URI uri) throws Exception {
        return client.send(
                HttpRequest.newBuilder(address(application).resolve(uri)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> register(ConfigurableApplicationContext application, String name) throws Exception {
        return client.send(
                HttpRequest.newBuilder(address(application).resolve("/api/customers"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("""
                            {"kind": "INDIVIDUAL", "name": "%s", "stage": "PROSPECT"}\
                            """.formatted(name)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static URI address(ConfigurableApplicationContext application) {
        return URI.create(
                "http://127.0.0.1:" + application.getEnvironment().getRequiredProperty("local.server.port") + "/");
    }
}
