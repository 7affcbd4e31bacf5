package io.customer360.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class OwnPagesOnlyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8360",
                "LOCALHOST:8360",
                "127.0.0.1:8360",
                "[::1]",
                "[::1]:8360",
                "crm.example.com"
            })
    void admitsProgramsThatUseANameOfThisMachine(String host) throws Exception {
        assertThat(passes(request("POST", host))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8360", "localhost.evil.example", "10.0.0.7:8360"})
    void refusesNamesThatWereMadeToPointHere(String host) throws Exception {
        assertThat(passes(request("GET", host))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8360, true",
        "http://127.0.0.1:8360, false",
        "http://localhost:3000, false",
        "http://localhost, false",
        "https://evil.example, false",
        "null, false"
    })
    void admitsOnlyItsOwnOrigin(String origin, boolean admitted) throws Exception {
        MockHttpServletRequest request = request("POST", "localhost:8360");
        request.addHeader("Origin", origin);

        assertThat(passes(request)).isEqualTo(admitted);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, same-origin, empty, true",
        "POST, same-origin, empty, true",
        "GET, none, document, true",
        "GET, cross-site, document, true",
        "GET, cross-site, image, false",
        "GET, same-site, empty, false",
        "POST, cross-site, document, false",
        "POST, same-site, document, false"
    })
    void letsOtherSitesOnlyLinkHere(String method, String site, String destination, boolean admitted) throws Exception {
        MockHttpServletRequest request = request(method, "localhost:8360");
        request.addHeader("Sec-Fetch-Site", site);
        request.addHeader("Sec-Fetch-Dest", destination);

        assertThat(passes(request)).isEqualTo(admitted);
    }

    @Test
    void leavesItToTheProxyWhereOthersMayReachTheApplication() throws Exception {
        MockHttpServletRequest request = request("POST", "crm.example.com");
        request.addHeader("Origin", "https://evil.example");

        assertThat(passes(new ListeningAddress("0.0.0.0", false), request, new MockHttpServletResponse()))
                .isTrue();
    }

    @Test
    void saysWhatToDo() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();

        passes(new ListeningAddress("127.0.0.1", true), request("GET", "evil.example"), response);

        assertThat(response.getStatus()).isEqualTo(403);
        assertThat(response.getContentType()).startsWith("application/problem+json");
        assertThat(response.getContentAsString()).contains("Use localhost");
    }

    private static MockHttpServletRequest request(String method, String host) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/api/imports");
        request.addHeader("Host", host);
        return request;
    }

    private static boolean passes(MockHttpServletRequest request) throws ServletException, IOException {
        return passes(new ListeningAddress("127.0.0.1", true), request, new MockHttpServletResponse());
    }

    private static boolean passes(
            ListeningAddress address, MockHttpServletRequest request, MockHttpServletResponse response)
            throws ServletException, IOException {
        MockFilterChain chain = new MockFilterChain();
        new OwnPagesOnly(address, List.of("CRM.example.com"), JsonMapper.shared()).doFilter(request, response, chain);
        return chain.getRequest() != null;
    }
}
