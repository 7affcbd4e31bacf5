package io.customer360.query.platform;

import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;

/** All readers of the ledger, each with what it has parked. */
record ReaderSet(List<Member> members) {

    Optional<Member> find(String name) {
        return members.stream()
                .filter(member -> member.reader().name().equals(name))
                .findFirst();
    }

    record Member(Reader<?> reader, SequencedDeadLetterQueue<EventMessage<?>> parked) {}
}
