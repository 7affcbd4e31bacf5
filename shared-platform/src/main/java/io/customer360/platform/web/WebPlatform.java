package io.customer360.platform.web;

import io.customer360.platform.json.HttpJson;
import io.customer360.platform.problem.ErrorProblems;
import io.customer360.platform.problem.RequestProblems;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import java.net.UnknownHostException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP settings of both sides; each imports them, and importing them twice does no harm. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebAccess.class)
@PropertySource("classpath:io/customer360/platform/web/web.properties")
@Import({RequestProblems.class, ErrorProblems.class})
public class WebPlatform {

    @Bean
    HttpJson httpJson() {
        return new HttpJson();
    }

    /** The head of the API page. */
    @Bean
    OpenAPI apiDescription() {
        return new OpenAPI()
                .components(DescribedProblems.components())
                .info(new Info().title("Customer 360").version("0.1").description("""
                    Everything that happens between a company and its customers, and one view of each of them.

                    - **Writes** answer with `ETag` and `X-Consistency-Token`. They take `Idempotency-Key` (POST), \
                    `If-Match` (corrections), `X-Actor`, `X-Reason` and `X-Source-System`.
                    - **Reads** that carry the `X-Consistency-Token` of a write see that write, or say in \
                    `X-Consistency-Lag` by how many events they are behind.
                    - **Errors** are problem details (RFC 9457) that say what to do.\
                    """));
    }

    @Bean
    DescribedProblems describedProblems() {
        return new DescribedProblems();
    }

    @Bean
    ListeningAddress listeningAddress(Environment environment) throws UnknownHostException {
        return ListeningAddress.of(environment);
    }

    @Bean
    StartNotice startNotice(ListeningAddress address) {
        return new StartNotice(address);
    }

    @Bean
    OwnPagesOnly ownPagesOnly(ListeningAddress address, WebAccess access, JsonMapper json) {
        return new OwnPagesOnly(address, access.hosts(), json);
    }
}
