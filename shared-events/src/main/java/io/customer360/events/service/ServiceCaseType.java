package io.customer360.events.service;

/** What a service case is about. */
public enum ServiceCaseType {
    REQUEST,
    COMPLAINT,
    ENQUIRY,
    RETURN_VISIT,
    INSTALLATION,
    MAINTENANCE,
    REPAIR
}
