package io.customer360.platform.web;

import io.customer360.platform.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses what pages of other sites send through the browser of somebody who may reach the application, as long as
 * reaching it is all that is asked for: forms and scripts of other origins, and names that were made to point at this
 * machine (DNS rebinding). Links from elsewhere may lead here; programs that are no browsers notice nothing of it.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class OwnPagesOnly extends OncePerRequestFilter {

    private final ListeningAddress address;
    private final List<String> hosts;
    private final JsonMapper json;

    OwnPagesOnly(ListeningAddress address, List<String> hosts, JsonMapper json) {
        this.address = address;
        this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !address.isOnThisMachineOnly();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<ProblemDetail> problem = problem(request);
        if (problem.isPresent()) {
            response.setStatus(problem.get().getStatus());
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setHeader("Connection", "close");
            response.getOutputStream().write(json.writeValueAsBytes(problem.get()));
        } else {
            chain.doFilter(request, response);
        }
    }

    private Optional<ProblemDetail> problem(HttpServletRequest request) {
        if (!isOwn(request.getServerName().toLowerCase(Locale.ROOT))) {
            return Optional.of(Problem.of(
                    HttpStatus.FORBIDDEN,
                    "FOREIGN_HOST",
                    "The application listens on this machine only and is not known by this name. Use localhost, or let"
                            + " customer360.web.hosts name the host."));
        }
        if (isForeign(request.getHeader(HttpHeaders.ORIGIN), request) || isSentByAnotherSite(request)) {
            return Optional.of(Problem.of(
                    HttpStatus.FORBIDDEN,
                    "FOREIGN_ORIGIN",
                    "A page of another site sent this request. Only the application's own pages and programs that are"
                            + " no browsers may."));
        }
        return Optional.empty();
    }

    /** A rebound name is a name; an address can't be rebound. */
    private boolean isOwn(String host) {
        return host.equals("localhost") || hosts.contains(host) || isLoopback(host);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    private static boolean isForeign(@Nullable String origin, HttpServletRequest request) {
        return origin != null
                && !origin.substring(origin.indexOf("://") + 1)
                        .equalsIgnoreCase("//" + Objects.requireNonNullElse(request.getHeader(HttpHeaders.HOST), ""));
    }

    private static boolean isSentByAnotherSite(HttpServletRequest request) {
        String site = Objects.requireNonNullElse(request.getHeader("Sec-Fetch-Site"), "none");
        boolean follows = request.getMethod().equals("GET") && "document".equals(request.getHeader("Sec-Fetch-Dest"));
        return (site.equals("cross-site") || site.equals("same-site")) && !follows;
    }
}
