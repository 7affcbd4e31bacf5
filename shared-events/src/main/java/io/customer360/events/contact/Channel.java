package io.customer360.events.contact;

/** The way by which the company and a customer reach each other. */
public enum Channel {
    CALL,
    VISIT,
    EMAIL,
    CHAT,
    LETTER,
    FAX,
    WEB_FORM,
    SMS,
    SOCIAL
}
