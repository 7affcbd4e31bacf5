package io.customer360.embedded;

import org.jspecify.annotations.Nullable;

/** A server can't start. The message is one sentence for the person at the console, with the server's last words. */
public final class ServerStartFailed extends RuntimeException {

    ServerStartFailed(String message) {
        this(message, null);
    }

    ServerStartFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
