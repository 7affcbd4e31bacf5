package io.customer360.standalone;

import io.customer360.command.CommandSide;
import io.customer360.query.QuerySide;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/** Customer 360 in one process: both sides, on a PostgreSQL and an Elasticsearch of their own. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableConfigurationProperties(StandaloneProperties.class)
@Import({CommandSide.class, QuerySide.class})
@ComponentScan
public class Customer360Application {

    private static final Logger LOG = LoggerFactory.getLogger(Customer360Application.class);

    public static void main(String[] arguments) {
        try {
            application().run(arguments);
        } catch (SpringApplication.AbandonedRunException ended) {
            LOG.info("Ended before the start was complete; the next start goes on from there");
        }
    }

    /** The application, ready to run with arguments. */
    public static SpringApplication application() {
        SpringApplication application = new SpringApplication(Customer360Application.class);
        // Both sides have classes of the same simple name.
        application.setBeanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE);
        application.addInitializers(new StartEmbeddedServers());
        application.setBannerMode(Banner.Mode.OFF);
        return application;
    }
}
