package io.customer360.events.service;

/** How soon a service case has to be resolved. */
public enum Priority {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
