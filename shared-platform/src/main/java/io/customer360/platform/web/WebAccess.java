package io.customer360.platform.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the application is reached.
 *
 * @param hosts names under which it is reached beside localhost, while it listens on this machine only: those of a
 *     proxy that stands in front of it
 */
@ConfigurationProperties("customer360.web")
record WebAccess(@DefaultValue List<String> hosts) {}
