package io.customer360.events.service;

/** The scale on which a customer rates. */
public enum RatingScale {
    /** From 1 (very dissatisfied) to 5 (very satisfied). */
    SATISFACTION,
    /** How likely the customer is to recommend the company, from 0 to 10. */
    RECOMMENDATION
}
