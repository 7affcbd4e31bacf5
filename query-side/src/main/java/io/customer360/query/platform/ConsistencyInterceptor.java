package io.customer360.query.platform;

import io.customer360.query.ledger.ConsistencyToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Makes reads that carry a consistency token wait for it, and has their answers say if it was in vain. While views wait
 * for being built again, all answers say how far behind they are.
 */
@Component
class ConsistencyInterceptor implements HandlerInterceptor {

    private static final String READ_SIDE = "io.customer360.query.";

    private final ConsistencyGate gate;

    ConsistencyInterceptor(ConsistencyGate gate) {
        this.gate = gate;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws InterruptedException {
        if (!(handler instanceof HandlerMethod method) || !isRead(request, method)) {
            return true;
        }
        String text = request.getHeader(ConsistencyToken.HEADER);
        long lag = text == null ? gate.lagOfOutdated() : await(text, method);
        if (lag > 0) {
            response.setHeader(ConsistencyToken.LAG_HEADER, Long.toString(lag));
        }
        return true;
    }

    private long await(String text, HandlerMethod method) throws InterruptedException {
        ConsistencyToken token = ConsistencyToken.parse(text).orElseThrow(() -> new MalformedToken(text));
        return gate.await(token, !readsById(method));
    }

    private static boolean isRead(HttpServletRequest request, HandlerMethod method) {
        return HttpMethod.GET.matches(request.getMethod())
                && method.getBeanType().getName().startsWith(READ_SIDE);
    }

    private static boolean readsById(HandlerMethod method) {
        return method.hasMethodAnnotation(ReadsById.class)
                || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), ReadsById.class);
    }

    /** The header's value can't be a token. */
    static final class MalformedToken extends RuntimeException {
        MalformedToken(String text) {
            super(text.length() <= 80 ? text : text.substring(0, 80) + "…");
        }
    }
}
