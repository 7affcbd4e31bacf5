package io.customer360.command.platform.eventstore;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.monitoring.MessageMonitor;
import org.axonframework.monitoring.NoOpMessageMonitorCallback;

/**
 * Remembers, for each unit of work, the events that its command has led to. The event store tells its monitor of an
 * event at the moment when an aggregate applies it, while the unit of work is still open: early enough for what has to
 * be stored with it.
 */
public final class PublishedEvents implements MessageMonitor<Message<?>> {

    private static final String RESOURCE = PublishedEvents.class.getName();

    PublishedEvents() {}

    @Override
    public MonitorCallback onMessageIngested(Message<?> message) {
        if (CurrentUnitOfWork.isStarted() && message instanceof DomainEventMessage<?> event) {
            CurrentUnitOfWork.get()
                    .getOrComputeResource(RESOURCE, key -> new ArrayList<DomainEventMessage<?>>())
                    .add(event);
        }
        return NoOpMessageMonitorCallback.INSTANCE;
    }

    /** The events of this unit of work, without those of the units within it, in the order of their publication. */
    public static List<DomainEventMessage<?>> of(UnitOfWork<?> unitOfWork) {
        return unitOfWork.getOrDefaultResource(RESOURCE, List.<DomainEventMessage<?>>of());
    }
}
