package io.customer360.command.platform;

import java.util.List;
import org.axonframework.commandhandling.CommandExecutionException;

/**
 * A command was refused, for a reason that a person can act on.
 *
 * <p>The reason travels as the details of the exception, so that it arrives also where the command was handled by
 * another node.
 */
public final class Rejected extends CommandExecutionException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    /** @param detail what is wrong and what to do */
    public Rejected(Rejection rejection, String detail) {
        this(new Refusal(rejection, detail, List.of()));
    }

    /** @param candidates the customers that the refused one probably is */
    public Rejected(Rejection rejection, String detail, List<Candidate> candidates) {
        this(new Refusal(rejection, detail, candidates));
    }

    Rejected(Refusal refusal) {
        super(refusal.detail(), null, refusal);
        this.refusal = refusal;
    }

    public Rejection rejection() {
        return refusal.rejection();
    }

    /** What is wrong and what to do. */
    public String detail() {
        return refusal.detail();
    }

    public List<Candidate> candidates() {
        return refusal.candidates();
    }

    /**
     * A customer that is probably meant.
     *
     * @param matched {@code email} or {@code phone}
     * @param value the e-mail address or phone number that both have
     */
    public record Candidate(String customerId, String matched, String value) {}

    /** The reason of a refusal, as it travels between nodes. */
    record Refusal(Rejection rejection, String detail, List<Candidate> candidates) {
        Refusal {
            candidates = List.copyOf(candidates);
        }
    }
}
