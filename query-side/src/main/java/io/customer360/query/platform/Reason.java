package io.customer360.query.platform;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.jspecify.annotations.Nullable;

/**
 * Why something failed, as clients are told: in full where it is our own finding, otherwise only what kind of failure
 * it is. Statements, hosts and payloads that others' messages name are for the log.
 */
public final class Reason {

    /** Whose failure it is, by the package of its class. */
    private enum Kind {
        OURS("", "io.customer360."),
        UNREADABLE("The fact can't be read as it is stored", "org.axonframework.serialization.", "tools.jackson."),
        INDEX("Elasticsearch can't be reached, or refused a request", "co.elastic.", "org.apache.hc.", "java.io."),
        DATABASE(
                "PostgreSQL can't be reached, or refused a statement",
                "java.sql.",
                "org.postgresql.",
                "org.springframework.dao.",
                "org.springframework.jdbc.",
                "org.springframework.orm.",
                "org.springframework.transaction.",
                "org.hibernate.",
                "jakarta.persistence."),
        FULL(
                "There is no room for more parked facts: retry or discard those that wait, or raise"
                        + " customer360.readers.max-parked-sequences and max-parked-facts",
                "org.axonframework.messaging.deadletter."),
        CLAIM("Another node works on this part of the ledger", "org.axonframework.eventhandling.tokenstore.");

        private final String told;

        @SuppressWarnings("ImmutableEnumChecker") // A copy that nothing can change.
        private final List<String> prefixes;

        Kind(String told, String... prefixes) {
            this.told = told;
            this.prefixes = List.of(prefixes);
        }

        private static Optional<Kind> of(String type) {
            return Stream.of(values())
                    .filter(kind -> kind.prefixes.stream().anyMatch(type::startsWith))
                    .findFirst();
        }
    }

    private static final String SEE_LOG = ". The log has more.";

    private Reason() {}

    public static String of(Throwable failure) {
        return of(type(failure), failure.getMessage());
    }

    /** What is kept of the failure of a parked fact, to be told of with {@link #of(String, String)} later. */
    static ThrowableCause kept(Throwable failure) {
        ThrowableCause cause = ThrowableCause.truncated(failure);
        return new ThrowableCause(type(failure), cause.message());
    }

    /** The name of the failure's class, or of the class of ours that threw it, where that is what matters. */
    private static String type(Throwable failure) {
        Class<?> type = failure.getClass();
        StackTraceElement[] thrownAt = failure.getStackTrace();
        // Drivers throw these as well, with hosts and statements in them.
        boolean anybodys = type == IllegalArgumentException.class || type == IllegalStateException.class;
        return anybodys
                        && thrownAt.length > 0
                        && Kind.of(thrownAt[0].getClassName())
                                .filter(Kind.OURS::equals)
                                .isPresent()
                ? thrownAt[0].getClassName()
                : type.getName();
    }

    /** Why events don't get from the event store to the ledger. */
    static String ofRelay(Exception failure) {
        String message = failure.getMessage();
        Optional<Kind> kind = Kind.of(type(failure));
        if (message != null && kind.filter(Kind.OURS::equals).isPresent()) {
            return message;
        }
        return (kind.filter(Kind.DATABASE::equals).isPresent()
                        ? Kind.DATABASE.told
                        : "The event store can't be reached, or refused a request")
                + SEE_LOG;
    }

    /** @param type what {@link #kept} has kept */
    static String of(String type, @Nullable String message) {
        Optional<Kind> kind = Kind.of(type);
        return message != null && kind.filter(Kind.OURS::equals).isPresent()
                ? message
                : kind.filter(known -> known != Kind.OURS)
                                .map(known -> known.told)
                                .orElse("The fact can't be folded")
                        + SEE_LOG;
    }
}
