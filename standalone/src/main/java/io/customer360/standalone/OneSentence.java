package io.customer360.standalone;

import io.customer360.embedded.ServerStartFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;

/**
 * Says why a server can't start in its own words, without a stack trace: it's nothing that a programmer has to mend.
 */
class OneSentence implements SpringBootExceptionReporter {

    private static final Logger LOG = LoggerFactory.getLogger(OneSentence.class);

    @Override
    public boolean reportException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServerStartFailed serverStartFailed) {
                LOG.error(serverStartFailed.getMessage());
                return true;
            }
        }
        return false;
    }
}
