package io.customer360.command.customer;

import io.customer360.command.platform.ContactPoint;
import io.customer360.command.platform.PhoneNumbers;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import io.customer360.events.customer.ExternalReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Registrations that show only what matters to a test. */
public final class Registrations {

    public static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");

    private static final PhoneNumbers NUMBERS = new PhoneNumbers("CN");

    private Registrations() {}

    public static RegisterCustomer registration() {
        return reachable(List.of(), List.of(), false, null);
    }

    public static RegisterCustomer withReference(String id) {
        return reachable(List.of(), List.of(), false, new ExternalReference("crm", id));
    }

    public static RegisterCustomer withEmail(String email) {
        return reachable(List.of(email), List.of(), false, null);
    }

    public static RegisterCustomer withEmailMeant(String email) {
        return reachable(List.of(email), List.of(), true, null);
    }

    public static RegisterCustomer withPhone(String phone) {
        return reachable(List.of(), List.of(phone), false, null);
    }

    private static RegisterCustomer reachable(
            List<String> emails, List<String> phones, boolean allowDuplicate, ExternalReference reference) {
        return new RegisterCustomer(
                new CustomerId(UUID.randomUUID()),
                NOON,
                CustomerKind.ORGANISATION,
                "Changsha Machinery",
                CustomerStage.PROSPECT,
                emails,
                phones,
                List.of(),
                Map.of(),
                null,
                reference,
                Stream.concat(
                                emails.stream().map(ContactPoint::email),
                                phones.stream().map(NUMBERS::contactPoint))
                        .toList(),
                allowDuplicate);
    }
}
