package io.customer360.command.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.customer360.command.customer.CustomerChange.AssignOwner;
import io.customer360.command.customer.Registrations;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.monitoring.MessageMonitor.MonitorCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class CommandMetersTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final CommandMeters meters = new CommandMeters(registry);

    @AfterEach
    void endTransaction() {
        TransactionSynchronizationManager.clear();
    }

    @Test
    void timesAnAcceptedCommandUnderItsName() {
        ingested().reportSuccess();
        assertThat(timer("accepted").getId().getTag("command")).isEqualTo("RegisterCustomer");
        assertThat(timer("accepted").count()).isEqualTo(1);
        assertThat(timer("accepted").totalTime(TimeUnit.NANOSECONDS)).isPositive();
    }

    @Test
    void namesAChangeWithoutItsFamily() {
        meters.onMessageIngested(new GenericCommandMessage<>(
                        new AssignOwner(Registrations.registration().customerId(), Registrations.NOON, "Li Lei", null)))
                .reportSuccess();
        assertThat(timer("accepted").getId().getTag("command")).isEqualTo("AssignOwner");
    }

    @Test
    void tellsARefusalFromAConflictAndAFailure() {
        ingested().reportFailure(new Rejected(Rejection.CUSTOMER_DEACTIVATED, "for a reason"));
        ingested().reportFailure(Refusals.changedAtTheSameTime());
        ingested().reportFailure(Refusals.storeUnavailable());
        ingested().reportFailure(new CommandExecutionException("from elsewhere", null));
        ingested().reportFailure(new IllegalStateException("a defect"));
        assertThat(timer("refused").count()).isEqualTo(1);
        assertThat(timer("conflicting").count()).isEqualTo(1);
        assertThat(timer("failed").count()).isEqualTo(3);
    }

    @Test
    void countsWhatIsPartOfATransactionOnceThatIsCommitted() {
        TransactionSynchronizationManager.initSynchronization();
        ingested().reportSuccess();
        ingested().reportFailure(new Rejected(Rejection.CUSTOMER_DEACTIVATED, "for a reason"));
        assertThat(registry.getMeters()).isEmpty();

        TransactionSynchronizationManager.getSynchronizations().forEach(TransactionSynchronization::afterCommit);
        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .extracting(Meter.Id::getName)
                .containsExactly("customer360.commands.batched");
        assertThat(registry.get("customer360.commands.batched")
                        .tag("command", "RegisterCustomer")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private MonitorCallback ingested() {
        return meters.onMessageIngested(new GenericCommandMessage<>(Registrations.registration()));
    }

    private Timer timer(String outcome) {
        return registry.get("customer360.commands").tag("outcome", outcome).timer();
    }
}
