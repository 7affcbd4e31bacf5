package io.customer360.platform.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Says at start who can get in: as long as there is no sign-in, that is everybody who reaches the address. */
class StartNotice {

    private static final Logger LOG = LoggerFactory.getLogger(StartNotice.class);

    private final Environment environment;

    StartNotice(Environment environment) {
        this.environment = environment;
    }

    @EventListener
    void listening(WebServerInitializedEvent event) throws UnknownHostException {
        String address = environment.getProperty("server.address", "");
        int port = event.getWebServer().getPort();
        if (!address.isEmpty() && InetAddress.getByName(address).isLoopbackAddress()) {
            LOG.info("Listening on {}:{}, on this machine only, because there is no sign-in yet", address, port);
        } else {
            LOG.warn(
                    "Listening on {}:{} for everybody who can reach it: there is no sign-in yet",
                    address.isEmpty() ? "all addresses" : address,
                    port);
        }
    }
}
