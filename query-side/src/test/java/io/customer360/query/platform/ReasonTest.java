package io.customer360.query.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import org.axonframework.messaging.deadletter.DeadLetterQueueOverflowException;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.axonframework.serialization.SerializationException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.BadSqlGrammarException;

class ReasonTest {

    @Test
    void tellsOurOwnFindingsInFull() {
        assertThat(Reason.of(new Reader.RefusedByIndex("Elasticsearch refused document 1: too long")))
                .isEqualTo("Elasticsearch refused document 1: too long");
        assertThat(Reason.of(new IllegalArgumentException("a name that can't be")))
                .isEqualTo("a name that can't be");
    }

    @Test
    void saysWhatToDoWhenNoMoreCanBeParked() {
        assertThat(Reason.of(new DeadLetterQueueOverflowException("No room left in queue [secret]")))
                .contains("no room for more parked facts", "retry or discard")
                .doesNotContain("secret");
    }

    @Test
    void tellsOfOthersFailuresNoMoreThanTheirKind() {
        assertThat(Reason.of(new BadSqlGrammarException(
                        "task", "select secret", new java.sql.SQLException("no table secret"))))
                .contains("PostgreSQL")
                .doesNotContain("secret");
        assertThat(Reason.of(new UncheckedIOException(new ConnectException("http://secret:9200"))))
                .contains("Elasticsearch")
                .doesNotContain("secret");
        assertThat(Reason.of(new SerializationException("unexpected: secret")))
                .contains("can't be read")
                .doesNotContain("secret");
        assertThat(Reason.of(new ArithmeticException("secret")))
                .contains("can't be folded")
                .doesNotContain("secret");
    }

    @Test
    void tellsFailuresThatAnybodyThrowsByWhoThrewThem() {
        IllegalStateException drivers = new IllegalStateException("Connection to secret:9200 is shut down");
        drivers.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("org.apache.hc.core5.reactor.IOReactor", "connect", "IOReactor.java", 1),
            drivers.getStackTrace()[0]
        });
        IllegalArgumentException javas =
                catchThrowableOfType(IllegalArgumentException.class, () -> java.net.URI.create("http://secret host"));

        assertThat(Reason.of(drivers)).doesNotContain("secret");
        assertThat(Reason.ofRelay(drivers)).doesNotContain("secret");
        assertThat(Reason.of(javas)).doesNotContain("secret");
    }

    @Test
    void keepsWhoseFailureItIs() {
        ThrowableCause ours = Reason.kept(new IllegalStateException("a name that can't be"));
        ThrowableCause javas = Reason.kept(
                catchThrowableOfType(IllegalArgumentException.class, () -> java.net.URI.create("http://secret host")));

        assertThat(Reason.of(ours.type(), ours.message())).isEqualTo("a name that can't be");
        assertThat(Reason.of(javas.type(), javas.message())).doesNotContain("secret");
    }

    @Test
    void tellsOfTheRelaysFailuresNoMoreThanTheirKind() {
        assertThat(Reason.ofRelay(new java.sql.SQLException("relation secret does not exist")))
                .isEqualTo("PostgreSQL can't be reached, or refused a statement. The log has more.");
        assertThat(Reason.ofRelay(new java.io.IOException("secret:8124 refused")))
                .isEqualTo("The event store can't be reached, or refused a request. The log has more.");
        assertThat(Reason.ofRelay(new IllegalStateException("It was restored from a dump; do this")))
                .isEqualTo("It was restored from a dump; do this");
    }

    @Test
    void tellsSomethingWithoutAMessageToo() {
        assertThat(Reason.of(new IllegalStateException())).isEqualTo("The fact can't be folded. The log has more.");
        assertThat(Reason.of("", null)).isEqualTo("The fact can't be folded. The log has more.");
    }
}
