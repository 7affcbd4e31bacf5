package io.customer360.platform.web;

import io.customer360.platform.json.HttpJson;
import io.customer360.platform.problem.ErrorProblems;
import io.customer360.platform.problem.RequestProblems;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.env.Environment;

/** The HTTP settings of both sides; each imports them, and importing them twice does no harm. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:io/customer360/platform/web/web.properties")
@Import({RequestProblems.class, ErrorProblems.class})
public class WebPlatform {

    @Bean
    HttpJson httpJson() {
        return new HttpJson();
    }

    @Bean
    StartNotice startNotice(Environment environment) {
        return new StartNotice(environment);
    }
}
