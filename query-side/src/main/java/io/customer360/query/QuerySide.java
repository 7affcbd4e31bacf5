package io.customer360.query;

import io.customer360.platform.axon.AxonBasics;
import io.customer360.platform.web.WebPlatform;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** All of the read side, for whichever application runs it. */
@Configuration(proxyBeanMethods = false)
@Import({AxonBasics.class, WebPlatform.class})
@ComponentScan(
        excludeFilters = {
            @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = SpringBootConfiguration.class),
            @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class)
        })
public class QuerySide {}
