package io.customer360.standalone;

import io.customer360.embedded.ServerStartFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;

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
            if (cause instanceof PortInUseException portInUse) {
                LOG.error(
                        "Port {} is in use by another application: stop that one, or start this one with another port,"
                                + " with Maven by -Dspring-boot.run.arguments=--server.port=…",
                        portInUse.getPort());
                return true;
            }
        }
        return false;
    }
}
