package io.customer360.command.platform.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** @param largestBody up to how much JSON one request may carry */
@ConfigurationProperties("customer360.requests")
record CommandWebProperties(@DefaultValue("1MB") DataSize largestBody) {

    CommandWebProperties {
        if (largestBody.isNegative() || largestBody.toMegabytes() > 100) {
            throw new IllegalArgumentException("customer360.requests.largest-body has to be up to 100MB");
        }
    }
}
