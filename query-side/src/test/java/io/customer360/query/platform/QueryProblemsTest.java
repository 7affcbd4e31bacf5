package io.customer360.query.platform;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.elasticsearch._types.ErrorResponse;
import jakarta.json.JsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class QueryProblemsTest {

    private final Set<String> outdatedReaders = new HashSet<>();
    private final OutdatedViews outdated = new OutdatedViews(() -> outdatedReaders);
    private final MockMvc http = MockMvcBuilders.standaloneSetup(new Failing())
            .setControllerAdvice(new QueryProblems(outdated))
            .build();

    @Test
    void saysThatAnotherVersionsIndexLacksWhatIsAskedFor() throws Exception {
        outdatedReaders.add("profile");
        outdated.look();

        for (String path : List.of("/refused", "/unreadable")) {
            http.perform(get(path))
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(header().string("Retry-After", "5"))
                    .andExpect(jsonPath("$.type").value("https://customer360.io/problems/views-being-rebuilt"))
                    .andExpect(jsonPath("$.detail").value(containsString("GET /api/operations/rebuilds")));
        }
        http.perform(get("/unreachable"))
                .andExpect(jsonPath("$.type").value("https://customer360.io/problems/search-unavailable"));
    }

    @Test
    void tellsNobodyToWaitForWhatIsNotBuiltAgain() throws Exception {
        outdatedReaders.add("profile");
        outdated.look();
        outdated.areBuiltAgain(false);

        http.perform(get("/refused"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().doesNotExist("Retry-After"))
                .andExpect(jsonPath("$.type").value("https://customer360.io/problems/views-outdated"))
                .andExpect(jsonPath("$.detail").value(containsString("POST /api/operations/rebuilds begins it")));
    }

    @Test
    void saysWhatStillWorksWhileElasticsearchIsDown() throws Exception {
        for (String path : List.of("/unreachable", "/broken-off", "/busy", "/missing")) {
            http.perform(get(path))
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(header().string("Retry-After", "5"))
                    .andExpect(jsonPath("$.type").value("https://customer360.io/problems/search-unavailable"))
                    .andExpect(jsonPath("$.detail").value(containsString("Writing works as ever")));
        }
    }

    @Test
    void saysWhatCanBeReadWhileTheDatabaseIsDown() throws Exception {
        for (String path : List.of("/database-unreachable", "/database-lost")) {
            http.perform(get(path))
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(header().string("Retry-After", "5"))
                    .andExpect(jsonPath("$.type").value("https://customer360.io/problems/store-unavailable"))
                    .andExpect(jsonPath("$.detail").value(containsString("without X-Consistency-Token")));
        }
    }

    @Test
    void keepsToItselfWhatElasticsearchRefused() throws Exception {
        http.perform(get("/refused"))
                .andExpect(status().isInternalServerError())
                .andExpect(jsonPath("$.type").value("https://customer360.io/problems/search-failed"))
                .andExpect(jsonPath("$.detail").value(not(containsString("parsing_exception"))));
    }

    @Test
    void namesTheParameterAndWhatItTakes() throws Exception {
        http.perform(get("/parameter"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("sort"))
                .andExpect(jsonPath("$.detail")
                        .value("The request is not valid: 'sort' can't be 'color'; use one of name, revenue."));
    }

    @RestController
    static class Failing {

        @GetMapping("/unreachable")
        void unreachable() {
            throw new UncheckedIOException(new ConnectException("refused"));
        }

        @GetMapping("/broken-off")
        void brokenOff() throws IOException {
            throw new IOException("broken off");
        }

        @GetMapping("/busy")
        void busy() {
            throw failure(429);
        }

        @GetMapping("/missing")
        void missing() {
            throw failure(404);
        }

        @GetMapping("/database-unreachable")
        void databaseUnreachable() {
            throw new CannotGetJdbcConnectionException("timed out");
        }

        @GetMapping("/database-lost")
        void databaseLost() {
            throw new CannotCreateTransactionException("terminated");
        }

        @GetMapping("/refused")
        void refused() {
            throw failure(400);
        }

        @GetMapping("/unreadable")
        void unreadable() {
            throw new JsonException("no such property");
        }

        @GetMapping("/parameter")
        void parameter() {
            throw InvalidParameter.notOneOf("sort", "color", List.of("name", "revenue"));
        }

        private static ElasticsearchException failure(int status) {
            return new ElasticsearchException(
                    "search",
                    ErrorResponse.of(response ->
                            response.status(status).error(ErrorCause.of(cause -> cause.type("parsing_exception")))));
        }
    }
}
