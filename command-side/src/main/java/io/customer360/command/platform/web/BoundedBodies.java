package io.customer360.command.platform.web;

import io.customer360.platform.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UrlPathHelper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses the bodies of writes that are not JSON, and those that are longer than any sensible one, before anything else
 * reads them, and takes the fingerprint of those that may be repeated. Only files for the import pass as they are; the
 * import bounds them itself.
 */
@Order(BoundedBodies.ORDER)
final class BoundedBodies extends OncePerRequestFilter {

    /** Before what reads forms, and behind what may refuse a request without its body. */
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 20;

    static final String FINGERPRINT = BoundedBodies.class.getName() + ".fingerprint";

    private static final String IMPORTS = "/api/imports";

    private final DataSize largest;
    private final JsonMapper json;

    BoundedBodies(DataSize largest, JsonMapper json) {
        this.largest = largest;
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "POST", "PUT", "PATCH", "DELETE" ->
                IMPORTS.equals(UrlPathHelper.defaultInstance.getPathWithinApplication(request))
                        && is(MediaType.MULTIPART_FORM_DATA, request.getContentType());
            default -> true;
        };
    }

    private static boolean is(MediaType type, @Nullable String contentType) {
        try {
            return contentType != null && type.equalsTypeAndSubtype(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException noTypeAtAll) {
            return false;
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String type = Objects.requireNonNullElse(request.getContentType(), "");
        boolean untyped = type.isBlank();
        if (!untyped && !is(MediaType.APPLICATION_JSON, type)) {
            refuseType(response, type);
            return;
        }
        int limit = Math.toIntExact(largest.toBytes());
        long announced = request.getContentLengthLong();
        byte[] body = announced > limit
                ? new byte[limit + 1]
                : request.getInputStream().readNBytes(announced < 0 ? limit + 1 : (int) announced);
        if (body.length > limit) {
            refuse(
                    response,
                    HttpStatus.CONTENT_TOO_LARGE,
                    "BODY_TOO_LARGE",
                    "A JSON body may have up to %d KB here. Many things at once go through POST %s."
                            .formatted(largest.toKilobytes(), IMPORTS));
        } else if (untyped && body.length > 0) {
            refuseType(response, "(none)");
        } else {
            if (request.getHeader(WriteRequestReader.IDEMPOTENCY_KEY) != null) {
                request.setAttribute(FINGERPRINT, fingerprint(request, body));
            }
            chain.doFilter(new ReadAgain(request, body), response);
        }
    }

    private void refuseType(HttpServletResponse response, String type) throws IOException {
        refuse(
                response,
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "UNSUPPORTED_MEDIA_TYPE",
                "Content-Type %s is not accepted here; send application/json, and files as multipart/form-data to %s."
                        .formatted(type, IMPORTS));
    }

    private void refuse(HttpServletResponse response, HttpStatus status, String code, String detail)
            throws IOException {
        ProblemDetail problem = Problem.of(status, code, detail);
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader("Connection", "close");
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }

    private static String fingerprint(HttpServletRequest request, byte[] body) {
        MessageDigest digest = sha256();
        String line = "%s %s?%s\n"
                .formatted(
                        request.getMethod(),
                        request.getRequestURI(),
                        Objects.requireNonNullElse(request.getQueryString(), ""));
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(body));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** A request whose body was read already. */
    private static final class ReadAgain extends HttpServletRequestWrapper {

        private final byte[] body;

        ReadAgain(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Body(body);
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class Body extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Body(byte[] body) {
            bytes = new ByteArrayInputStream(body);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("The body was read already");
        }
    }
}
