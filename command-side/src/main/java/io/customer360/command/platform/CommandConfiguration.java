package io.customer360.command.platform;

import io.customer360.command.platform.eventstore.Attempts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolver;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PhoneNumberProperties.class)
class CommandConfiguration {

    /** What Axon calls the command bus of this node. */
    private static final String LOCAL = "localSegment";

    @Bean
    BriefRetries commandRetries() {
        return new BriefRetries();
    }

    @Bean
    ConfigurerModule commandMeters(MeterRegistry registry) {
        CommandMeters meters = new CommandMeters(registry);
        return configurer -> configurer.configureMessageMonitor(CommandBus.class, axon -> meters);
    }

    /** In place of Axon's own, which it is like. */
    @Bean
    @Qualifier(LOCAL)
    LocalCommands commandBus(
            TransactionManager transactions,
            org.axonframework.config.Configuration axon,
            DuplicateCommandHandlerResolver duplicates,
            Attempts attempts,
            MeterRegistry registry) {
        LocalCommands commands = new LocalCommands(
                SimpleCommandBus.builder()
                        .transactionManager(new NoneInHope(transactions))
                        .duplicateCommandHandlerResolver(duplicates)
                        .spanFactory(axon.getComponent(CommandBusSpanFactory.class))
                        .messageMonitor(axon.messageMonitor(CommandBus.class, "commandBus")),
                attempts,
                Counter.builder("customer360.commands.repeated")
                        .description("Commands that were handled with care, in a transaction, after an attempt in hope")
                        .register(registry));
        commands.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        return commands;
    }

    @Bean
    CommandSender commandSender(CommandBus commandBus, BriefRetries commandRetries) {
        return new CommandSender(DefaultCommandGateway.builder()
                .commandBus(commandBus)
                .retryScheduler(commandRetries)
                .build());
    }

    @Bean
    CommandBatch commandBatch(
            @Qualifier(LOCAL) CommandBus localCommands, BatchPreparation preparation, TransactionManager transactions) {
        return new CommandBatch(localCommands, preparation, transactions);
    }

    @Bean
    PhoneNumbers phoneNumbers(PhoneNumberProperties properties) {
        return new PhoneNumbers(properties.defaultRegion());
    }
}
