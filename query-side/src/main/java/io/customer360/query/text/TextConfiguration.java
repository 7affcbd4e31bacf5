package io.customer360.query.text;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Texts as this company's customers write them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TextProperties.class)
class TextConfiguration {

    @Bean
    PhoneForms phoneForms(TextProperties properties) {
        return new PhoneForms(properties.phoneRegion());
    }
}
