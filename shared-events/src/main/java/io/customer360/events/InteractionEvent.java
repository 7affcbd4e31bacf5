package io.customer360.events;

/** A fact from the dealings between a customer and the company: a contact, a purchase or a service interaction. */
public sealed interface InteractionEvent extends CustomerFact permits ContactEvent, PurchaseEvent, ServiceCaseEvent {}
