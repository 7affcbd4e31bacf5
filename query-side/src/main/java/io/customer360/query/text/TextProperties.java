package io.customer360.query.text;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How texts are understood.
 *
 * @param phoneRegion ISO 3166-1 alpha-2 code of the country in which telephone numbers without a country's code are
 *     meant; indices have to be rebuilt after a change
 */
@ConfigurationProperties("customer360.text")
record TextProperties(@DefaultValue("CN") String phoneRegion) {}
