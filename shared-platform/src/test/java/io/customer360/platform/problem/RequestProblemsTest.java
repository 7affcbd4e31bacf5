package io.customer360.platform.problem;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.CustomerKind;
import io.customer360.platform.web.WebPlatform;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@WebMvcTest
class RequestProblemsTest {

    @Autowired
    private MockMvc http;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":            | malformed-json  | line 1",
                "{\"nmae\":\"x\"}      | invalid-request | 'nmae' is not known; known here: at, id, kind, lines, name",
                "{\"name\":\"x\",\"kind\":\"PERSON\"} | invalid-request | one of INDIVIDUAL, ORGANISATION",
                "{\"name\":\"x\",\"lines\":[{\"price\":12}]} | invalid-request | 'lines[0].kind' has to be one of"
                        + " INDIVIDUAL, ORGANISATION",
                "{\"name\":\"x\",\"at\":\"yesterday\"} | invalid-request | 'at' 'yesterday' is not a moment such as",
                "{\"name\":\"x\",\"id\":\"42\"} | invalid-request | 'id'",
                "{\"name\":\"x\",\"lines\":[{\"price\":\"12\"}]} | invalid-request | 'lines[0].price'",
                "{\"name\":\"x\",\"lines\":3} | invalid-request | 'lines' has to be a list",
                "{\"name\":\"x\",\"name\":\"y\"} | malformed-json | Duplicate",
                "{\"name\":\" \"}      | invalid-request | 'name' must not be blank",
                "[1]                   | invalid-request | an object"
            })
    void saysWhatIsWrongWithABody(String body, String type, String detail) throws Exception {
        send(body)
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.type").value("https://customer360.io/problems/" + type))
                .andExpect(jsonPath("$.detail").value(containsString(detail)));
    }

    @Test
    void saysThatABodyIsMissing() throws Exception {
        http.perform(post("/things").contentType(MediaType.APPLICATION_JSON))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value(containsString("needs a JSON body")));
    }

    @Test
    void namesTheMethodsThatCanBeUsed() throws Exception {
        http.perform(get("/things"))
                .andExpect(status().isMethodNotAllowed())
                .andExpect(jsonPath("$.detail").value("GET can't be used here; use POST."));
    }

    @Test
    void namesTheParameterOfTheWrongType() throws Exception {
        http.perform(get("/things/many"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value(containsString("'number' 'many' is not a whole number")));
    }

    @Test
    void tellsTheClientNothingOfAnUnforeseenFailure() throws Exception {
        http.perform(get("/things/7"))
                .andExpect(status().isInternalServerError())
                .andExpect(
                        jsonPath("$.detail").value(allOf(containsString("reference"), not(containsString("secret")))));
    }

    private ResultActions send(String body) throws Exception {
        return http.perform(
                post("/things").contentType(MediaType.APPLICATION_JSON).content(body));
    }

    record Thing(@NotBlank String name, CustomerKind kind, Instant at, CustomerId id, List<@Valid Line> lines) {
        record Line(BigDecimal price, @NotNull CustomerKind kind) {}
    }

    @SpringBootApplication
    @Import(WebPlatform.class)
    static class Application {

        @RestController
        static class Things {

            @PostMapping("/things")
            void create(@RequestBody @Valid Thing thing) {}

            @GetMapping("/things/{number}")
            void read(@PathVariable int number) {
                throw new IllegalStateException("secret " + number);
            }
        }
    }
}
