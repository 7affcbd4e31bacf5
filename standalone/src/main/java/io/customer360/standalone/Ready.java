package io.customer360.standalone;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the person at the console where everything is, once it is there. */
@Component
class Ready {

    private static final Logger LOG = LoggerFactory.getLogger(Ready.class);

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext context
                && context.getWebServer() != null) {
            String address = "http://localhost:" + context.getWebServer().getPort();
            Duration taken = event.getTimeTaken();
            LOG.info("""
                Ready{}

                  {}    the API, to read and to try

                  Try next, in another terminal:
                    curl '{}/api/customers?q=zeng'
                    curl '{}/api/customers?sort=-revenue&currency=CNY&limit=3'

                  Ctrl-C stops it; its data stays.
                """, taken == null ? "" : " after %d s".formatted(taken.toSeconds()), address, address, address);
        }
    }
}
