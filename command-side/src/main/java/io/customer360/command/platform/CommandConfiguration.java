package io.customer360.command.platform;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PhoneNumberProperties.class)
class CommandConfiguration {

    @Bean
    BriefRetries commandRetries() {
        return new BriefRetries();
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
            @Qualifier("localSegment") CommandBus localCommands,
            BatchPreparation preparation,
            TransactionManager transactions) {
        return new CommandBatch(localCommands, preparation, transactions);
    }

    @Bean
    PhoneNumbers phoneNumbers(PhoneNumberProperties properties) {
        return new PhoneNumbers(properties.defaultRegion());
    }
}
