package io.customer360.command.importing.mapping;

import io.customer360.command.customer.EmailAddress;
import io.customer360.command.customer.PhoneNumber;
import io.customer360.command.platform.validation.Foreseeable;
import io.customer360.command.platform.validation.Line;
import io.customer360.command.platform.validation.Occurred;
import io.customer360.command.platform.validation.Prose;
import io.customer360.events.contact.Channel;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.service.Priority;
import io.customer360.events.service.Rating;
import io.customer360.events.service.ServiceCaseType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one row of a file says: a customer, and what happened with it. */
public record RowRecords(
        @Valid CustomerRecord customer,
        List<@Valid ContactRecord> contacts,
        List<@Valid PurchaseRecord> purchases,
        List<@Valid ServiceCaseRecord> serviceCases) {

    /** What the file calls a thing. */
    public record Reference(
            @Line(max = 100) String source, @Line String id) {

        public ExternalReference toExternalReference() {
            return new ExternalReference(source, id);
        }
    }

    /**
     * A customer, by what the file calls it.
     *
     * @param profile what is known about it; none where the customer has to be there already
     */
    public record CustomerRecord(
            @Valid Reference reference, @Valid @Nullable CustomerProfile profile) {}

    /**
     * Who a customer is.
     *
     * @param occurredAt since when it is known to the company; none where the file doesn't say
     * @param allowDuplicate whether it may share e-mails and phones with customers that are there already
     */
    public record CustomerProfile(
            @Line(max = 300) String name,
            CustomerKind kind,
            CustomerStage stage,
            List<@EmailAddress String> emails,
            List<@PhoneNumber String> phones,
            List<@Valid AddressRecord> addresses,
            @Size(max = 100) Map<@Line(max = 100) String, @Line String> categories,
            @Line @Nullable String owner,
            @Occurred @Nullable Instant occurredAt,
            boolean allowDuplicate) {}

    /** A postal address as {@link io.customer360.events.customer.Address} has it. */
    public record AddressRecord(
            @Line(max = 100) @Nullable String label,
            @Line(max = 500) @Nullable String street,
            @Line @Nullable String city,
            @Line @Nullable String region,
            @Line(max = 20) @Nullable String postalCode,

            @Pattern(regexp = "[A-Za-z]{2}", message = "has to be a country code of two letters, such as CN") @Nullable
            String country) {}

    /** A contact as {@link io.customer360.events.contact.ContactDetails} has it. */
    public record ContactRecord(
            @Valid Reference reference,
            @Occurred Instant occurredAt,
            Channel channel,
            Direction direction,
            @Line String subject,
            @Prose @Nullable String text,
            @Line(max = 100) @Nullable String contactPerson,
            @Line(max = 100) @Nullable String staffMember,
            @Foreseeable @Nullable LocalDate followUpOn) {}

    /** A purchase with all its lines. */
    public record PurchaseRecord(
            @Valid Reference reference,
            @Occurred Instant occurredAt,
            @Line(max = 100) @Nullable String orderNumber,
            Currency currency,
            List<@Valid LineRecord> lines) {}

    /** A line of a purchase: its amount, or the price of one unit, or both. */
    public record LineRecord(
            @Line String product,
            @Line(max = 500) @Nullable String description,
            BigDecimal quantity,
            @Nullable BigDecimal unitPrice,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal unitCost) {}

    /**
     * A service case with what became of it.
     *
     * @param aboutPurchase whether it is about the purchase of the same row
     */
    public record ServiceCaseRecord(
            @Valid Reference reference,
            @Occurred Instant occurredAt,
            ServiceCaseType type,
            Channel channel,
            Priority priority,
            @Line String subject,
            @Prose @Nullable String text,
            @Line @Nullable String product,
            @Line @Nullable String reportedBy,
            boolean aboutPurchase,
            @Valid @Nullable ResponseRecord response,
            @Valid @Nullable ResolutionRecord resolution,
            @Valid @Nullable RatingRecord rating) {}

    /** An answer of the company. */
    public record ResponseRecord(
            @Occurred Instant occurredAt,
            @Nullable Channel channel,
            @Line(max = 100) @Nullable String staffMember,
            @Prose @Nullable String text) {}

    /** How a case was resolved. */
    public record ResolutionRecord(
            @Occurred Instant occurredAt,
            @Line(max = 100) @Nullable String staffMember,
            @Prose @Nullable String text) {}

    /** How the customer judged the handling of a case. */
    public record RatingRecord(
            @Occurred Instant occurredAt,
            Rating rating,
            @Prose(max = 5000) @Nullable String comment) {}
}
