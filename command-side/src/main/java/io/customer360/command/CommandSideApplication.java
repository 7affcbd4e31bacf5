package io.customer360.command;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The write side as an application of its own. It needs {@code spring.datasource.*}. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(CommandSide.class)
public class CommandSideApplication {

    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(CommandSideApplication.class);
        application.setAdditionalProfiles("command-side");
        application.run(arguments);
    }
}
