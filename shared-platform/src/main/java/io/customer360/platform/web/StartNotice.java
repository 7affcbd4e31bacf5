package io.customer360.platform.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/** Says at start who can get in: as long as there is no sign-in, that is everybody who reaches the address. */
class StartNotice {

    private static final Logger LOG = LoggerFactory.getLogger(StartNotice.class);

    private final ListeningAddress address;

    StartNotice(ListeningAddress address) {
        this.address = address;
    }

    @EventListener
    void listening(WebServerInitializedEvent event) {
        int port = event.getWebServer().getPort();
        if (address.isOnThisMachineOnly()) {
            LOG.info("Listening on {}:{}, on this machine only, because there is no sign-in yet", address.name(), port);
        } else {
            LOG.warn(
                    "Listening on {}:{} for everybody who can reach it: there is no sign-in yet",
                    address.name().isEmpty() ? "all addresses" : address.name(),
                    port);
        }
    }
}
