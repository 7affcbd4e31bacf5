package io.customer360.command.platform;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one way in which commands are sent: by controllers, by the import, by whoever else. */
public final class CommandSender {

    private static final Logger LOG = LoggerFactory.getLogger(CommandSender.class);

    private final CommandGateway gateway;

    CommandSender(CommandGateway gateway) {
        this.gateway = gateway;
    }

    /**
     * Sends a command and waits for what comes of it.
     *
     * @throws Rejected if the command is refused
     */
    public Outcome send(Command command, Origin origin) {
        return send(command, origin.metadata());
    }

    /**
     * As {@link #send(Command, Origin)}; a repeated request has the outcome of the first.
     *
     * @throws Rejected if the command is refused
     */
    public Outcome send(Command command, WriteRequest request) {
        Map<String, String> metadata = new HashMap<>(request.origin().metadata());
        if (request.idempotencyKey() != null) {
            metadata.putAll(request.idempotencyKey().metadata());
        }
        return send(command, metadata);
    }

    private Outcome send(Command command, Map<String, String> metadata) {
        try {
            return gateway.sendAndWait(new GenericCommandMessage<>(command, metadata));
        } catch (CommandExecutionException refused) {
            throw asRejected(refused);
        } catch (RuntimeException failure) {
            if (StoreFailures.isUnavailable(failure)) {
                LOG.error("The command could not be delivered", failure);
                throw Refusals.storeUnavailable();
            }
            throw failure;
        }
    }

    /** Where another node handled the command, only the details of the refusal have come back. */
    private static CommandExecutionException asRejected(CommandExecutionException refused) {
        return refused.getDetails()
                .filter(Rejected.Refusal.class::isInstance)
                .map(Rejected.Refusal.class::cast)
                .<CommandExecutionException>map(Rejected::new)
                .orElse(refused);
    }
}
