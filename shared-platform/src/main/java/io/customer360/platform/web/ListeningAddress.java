package io.customer360.platform.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.core.env.Environment;

/**
 * Where the application listens.
 *
 * @param name from {@code server.address}; empty for all addresses of the machine
 */
record ListeningAddress(String name, boolean isOnThisMachineOnly) {

    static ListeningAddress of(Environment environment) throws UnknownHostException {
        String name = environment.getProperty("server.address", "");
        return new ListeningAddress(
                name, !name.isEmpty() && InetAddress.getByName(name).isLoopbackAddress());
    }
}
