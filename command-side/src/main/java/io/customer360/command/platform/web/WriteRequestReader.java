package io.customer360.command.platform.web;

import io.customer360.command.platform.IdempotencyKey;
import io.customer360.command.platform.Origin;
import io.customer360.command.platform.WriteRequest;
import io.customer360.platform.problem.InvalidHeader;
import io.customer360.platform.web.HeaderText;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.multipart.MultipartFile;

/** Gives controllers the headers of a write as a {@link WriteRequest}. */
final class WriteRequestReader implements HandlerMethodArgumentResolver {

    static final String REASON = "X-Reason";
    static final String SOURCE_SYSTEM = "X-Source-System";
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final Pattern VERSION = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7E](?:[\\x20-\\x7E]{0,253}[\\x21-\\x7E])?");
    private static final int LONGEST_REASON = 2_000;

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(WriteRequest.class);
    }

    @Override
    public WriteRequest resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return new WriteRequest(
                new Origin(
                        HeaderText.actor(request.getHeader(HeaderText.ACTOR)),
                        HeaderText.text(REASON, request.getHeader(REASON), LONGEST_REASON),
                        HeaderText.name(SOURCE_SYSTEM, request.getHeader(SOURCE_SYSTEM))),
                expectedVersion(request),
                idempotencyKey(parameter, request));
    }

    private static @Nullable Long expectedVersion(NativeWebRequest request) {
        String value = request.getHeader(HttpHeaders.IF_MATCH);
        if (value == null || value.strip().equals("*")) {
            return null;
        }
        Matcher version = VERSION.matcher(value.strip());
        if (!version.matches()) {
            throw new InvalidHeader("If-Match has to be one version in quotes, as an ETag said it: \"3\".");
        }
        return Long.valueOf(version.group(1));
    }

    private static @Nullable IdempotencyKey idempotencyKey(MethodParameter parameter, NativeWebRequest request) {
        String key = request.getHeader(IDEMPOTENCY_KEY);
        if (key == null
                || !(request instanceof ServletWebRequest servlet)
                || !HttpMethod.POST.equals(servlet.getHttpMethod())) {
            return null;
        }
        if (!PRINTABLE.matcher(key.strip()).matches()) {
            throw new InvalidHeader("Idempotency-Key has to be 1 to 255 printable ASCII characters, such as a UUID.");
        }
        if (Arrays.asList(parameter.getExecutable().getParameterTypes()).contains(MultipartFile.class)) {
            // A file has no fingerprint; who takes files minds the key itself.
            return null;
        }
        if (!(request.getAttribute(BoundedBodies.FINGERPRINT, RequestAttributes.SCOPE_REQUEST)
                instanceof String fingerprint)) {
            throw new IllegalStateException("A repeatable request went past BoundedBodies");
        }
        return new IdempotencyKey(key.strip(), fingerprint);
    }
}
