package io.customer360.command.platform;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param defaultRegion where phone numbers without a country code belong, ISO 3166-1 alpha-2 */
@ConfigurationProperties("customer360.phone-numbers")
record PhoneNumberProperties(@DefaultValue("CN") String defaultRegion) {

    PhoneNumberProperties {
        if (!PhoneNumberUtil.getInstance().getSupportedRegions().contains(defaultRegion)) {
            throw new IllegalArgumentException(
                    "customer360.phone-numbers.default-region is no country such as CN: " + defaultRegion);
        }
    }
}
