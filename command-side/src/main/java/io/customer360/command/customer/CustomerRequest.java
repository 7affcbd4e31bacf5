package io.customer360.command.customer;

import io.customer360.command.platform.ContactPoint;
import io.customer360.command.platform.ExternalReferenceRequest;
import io.customer360.command.platform.PhoneNumbers;
import io.customer360.command.platform.validation.Line;
import io.customer360.command.platform.validation.Occurred;
import io.customer360.events.customer.CustomerBounds;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A customer to register: a prospect since now, where nothing else is said.
 *
 * @param allowDuplicate whether the customer is meant even if another one has the same e-mail or phone
 */
@Schema(description = "A customer to register: a prospect since now, where nothing else is said.", example = """
    {"kind":"ORGANISATION","name":"Dawn Machinery","stage":"PROSPECT",
     "emails":["office@example.com"],"phones":["+86 21 5555 0199"],
     "addresses":[{"city":"Shanghai","country":"CN"}],
     "categories":{"industry":"machinery","region":"east"},"owner":"Ann Smith",
     "externalReference":{"source":"crm","id":"4711"}}\
    """)
record CustomerRequest(
        @NotNull CustomerKind kind,
        @NotNull @Line(max = 300) String name,
        @Nullable CustomerStage stage,
        @Nullable @Size(max = CustomerBounds.MOST_DETAILS) List<@NotNull @EmailAddress String> emails,
        @Nullable @Size(max = CustomerBounds.MOST_DETAILS) List<@NotNull @PhoneNumber String> phones,
        @Nullable @Size(max = CustomerBounds.MOST_DETAILS) List<@NotNull @Valid AddressRequest> addresses,

        @Nullable @Size(max = CustomerBounds.MOST_DETAILS)
        Map<@Line(max = 100) String, @NotNull @Line String> categories,

        @Nullable @Line String owner,
        @Nullable @Valid ExternalReferenceRequest externalReference,
        @Nullable Boolean allowDuplicate,
        @Nullable @Occurred Instant occurredAt) {

    RegisterCustomer by(Instant now, PhoneNumbers numbers) {
        List<String> allEmails = Objects.requireNonNullElse(emails, List.of());
        List<String> allPhones = Objects.requireNonNullElse(phones, List.of());
        return new RegisterCustomer(
                new CustomerId(UUID.randomUUID()),
                Objects.requireNonNullElse(occurredAt, now),
                kind,
                name.strip(),
                Objects.requireNonNullElse(stage, CustomerStage.PROSPECT),
                allEmails,
                allPhones.stream().map(String::strip).toList(),
                Objects.requireNonNullElse(addresses, List.<AddressRequest>of()).stream()
                        .map(AddressRequest::added)
                        .toList(),
                Objects.requireNonNullElse(categories, Map.of()),
                owner,
                ExternalReferenceRequest.referenceOrNull(externalReference),
                Stream.concat(
                                allEmails.stream().map(ContactPoint::email),
                                allPhones.stream().map(numbers::contactPoint))
                        .distinct()
                        .toList(),
                Boolean.TRUE.equals(allowDuplicate));
    }
}
