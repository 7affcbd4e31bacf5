package io.customer360.command.platform.web;

import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CommandWebProperties.class)
class CommandWebConfiguration implements WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new WriteRequestReader());
    }

    @Override
    public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        resolvers.addFirst(new StoresOutOfReach(resolvers.getFirst()));
    }

    @Bean
    BoundedBodies boundedBodies(CommandWebProperties properties, JsonMapper json) {
        return new BoundedBodies(properties.largestBody(), json);
    }

    @Bean
    WriteHeaders writeHeaders() {
        return new WriteHeaders();
    }
}
