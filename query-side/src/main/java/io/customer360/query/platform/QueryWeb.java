package io.customer360.query.platform;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The read side's part in each request. */
@Configuration(proxyBeanMethods = false)
class QueryWeb implements WebMvcConfigurer {

    private final ObjectProvider<ConsistencyInterceptor> consistency;

    QueryWeb(ObjectProvider<ConsistencyInterceptor> consistency) {
        this.consistency = consistency;
    }

    /**
     * Whoever looks after the system wants to know how far the views are just when they do not show what they should.
     */
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(consistency.getObject()).excludePathPatterns("/api/operations/**");
    }
}
