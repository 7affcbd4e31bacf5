package io.customer360.command.importing.mapping;

import io.customer360.events.contact.Channel;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.service.Priority;
import io.customer360.events.service.Rating;
import io.customer360.events.service.ServiceCaseType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one row of a file says: a customer, and what happened with it. */
public record RowRecords(
        CustomerRecord customer,
        List<ContactRecord> contacts,
        List<PurchaseRecord> purchases,
        List<ServiceCaseRecord> serviceCases) {

    /**
     * A customer, by what the file calls it.
     *
     * @param profile what is known about it; none where the customer has to be there already
     */
    public record CustomerRecord(
            ExternalReference reference, @Nullable CustomerProfile profile) {}

    /**
     * @param occurredAt since when it is known to the company; none where the file doesn't say
     * @param allowDuplicate whether it may share e-mails and phones with customers that are there already
     */
    public record CustomerProfile(
            String name,
            CustomerKind kind,
            CustomerStage stage,
            List<String> emails,
            List<String> phones,
            List<AddressRecord> addresses,
            Map<String, String> categories,
            @Nullable String owner,
            @Nullable Instant occurredAt,
            boolean allowDuplicate) {}

    /** A postal address as {@link io.customer360.events.customer.Address} has it. */
    public record AddressRecord(
            @Nullable String label,
            @Nullable String street,
            @Nullable String city,
            @Nullable String region,
            @Nullable String postalCode,
            @Nullable String country) {}

    /** A contact as {@link io.customer360.events.contact.ContactDetails} has it. */
    public record ContactRecord(
            ExternalReference reference,
            Instant occurredAt,
            Channel channel,
            Direction direction,
            String subject,
            @Nullable String text,
            @Nullable String contactPerson,
            @Nullable String staffMember,
            @Nullable LocalDate followUpOn) {}

    public record PurchaseRecord(
            ExternalReference reference,
            Instant occurredAt,
            @Nullable String orderNumber,
            Currency currency,
            List<LineRecord> lines) {}

    /** A line of a purchase: its amount, or the price of one unit, or both. */
    public record LineRecord(
            String product,
            @Nullable String description,
            BigDecimal quantity,
            @Nullable BigDecimal unitPrice,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal unitCost) {}

    /** @param aboutPurchase whether it is about the purchase of the same row */
    public record ServiceCaseRecord(
            ExternalReference reference,
            Instant occurredAt,
            ServiceCaseType type,
            Channel channel,
            Priority priority,
            String subject,
            @Nullable String text,
            @Nullable String product,
            @Nullable String reportedBy,
            boolean aboutPurchase,
            @Nullable ResponseRecord response,
            @Nullable ResolutionRecord resolution,
            @Nullable RatingRecord rating) {}

    public record ResponseRecord(
            Instant occurredAt,
            @Nullable Channel channel,
            @Nullable String staffMember,
            @Nullable String text) {}

    public record ResolutionRecord(
            Instant occurredAt,
            @Nullable String staffMember,
            @Nullable String text) {}

    public record RatingRecord(
            Instant occurredAt, Rating rating, @Nullable String comment) {}
}
