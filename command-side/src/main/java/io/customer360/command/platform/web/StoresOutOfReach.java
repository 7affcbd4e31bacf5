package io.customer360.command.platform.web;

import io.customer360.command.platform.Refusals;
import io.customer360.command.platform.StoreFailures;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Makes a refusal of what the write side's controllers meet where no command is sent. What counts as out of reach is no
 * question of a failure's class alone, so that an exception handler could not ask it.
 */
final class StoresOutOfReach implements HandlerExceptionResolver {

    private static final Logger LOG = LoggerFactory.getLogger(StoresOutOfReach.class);
    private static final String WRITE_SIDE = "io.customer360.command.";

    private final HandlerExceptionResolver advices;

    /** @param advices answers a refusal */
    StoresOutOfReach(HandlerExceptionResolver advices) {
        this.advices = advices;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (!(handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(WRITE_SIDE)
                && StoreFailures.isUnavailable(failure))) {
            return null;
        }
        LOG.error("The store failed", failure);
        return advices.resolveException(request, response, handler, Refusals.storeUnavailable());
    }
}
