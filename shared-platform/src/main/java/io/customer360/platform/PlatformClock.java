package io.customer360.platform;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clock that both sides read; importing it twice does no harm. */
@Configuration(proxyBeanMethods = false)
public class PlatformClock {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
