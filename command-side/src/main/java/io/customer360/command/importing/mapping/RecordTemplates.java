package io.customer360.command.importing.mapping;

import io.customer360.command.importing.mapping.RowRecords.AddressRecord;
import io.customer360.command.importing.mapping.RowRecords.ContactRecord;
import io.customer360.command.importing.mapping.RowRecords.CustomerProfile;
import io.customer360.command.importing.mapping.RowRecords.CustomerRecord;
import io.customer360.command.importing.mapping.RowRecords.LineRecord;
import io.customer360.command.importing.mapping.RowRecords.PurchaseRecord;
import io.customer360.command.importing.mapping.RowRecords.RatingRecord;
import io.customer360.command.importing.mapping.RowRecords.Reference;
import io.customer360.command.importing.mapping.RowRecords.ResolutionRecord;
import io.customer360.command.importing.mapping.RowRecords.ResponseRecord;
import io.customer360.command.importing.mapping.RowRecords.ServiceCaseRecord;
import io.customer360.events.contact.Channel;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import io.customer360.events.service.Priority;
import io.customer360.events.service.Rating;
import io.customer360.events.service.RatingScale;
import io.customer360.events.service.ServiceCaseType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records of a mapping: for each field where it comes from, for each record when it applies. */
final class RecordTemplates {

    private RecordTemplates() {}

    /** @param source the system that the reference belongs to */
    record ReferenceTemplate(String source, Field<String> id) {
        Reference of(Row row) {
            return new Reference(source, id.required(row));
        }
    }

    record CustomerTemplate(
            ReferenceTemplate reference, @Nullable ProfileTemplate profile) {
        CustomerRecord of(Row row) {
            return new CustomerRecord(reference.of(row), profile == null ? null : profile.of(row));
        }
    }

    record ProfileTemplate(
            Field<String> name,
            Field<CustomerKind> kind,
            @Nullable Field<CustomerStage> stage,
            List<Field<String>> emails,
            List<Field<String>> phones,
            List<AddressTemplate> addresses,
            Map<String, Field<String>> categories,
            @Nullable Field<String> owner,
            @Nullable Field<Instant> occurredAt,
            boolean allowDuplicate) {

        CustomerProfile of(Row row) {
            Map<String, String> assigned = new LinkedHashMap<>();
            categories.forEach((category, field) -> {
                String value = field.of(row);
                if (value != null) {
                    assigned.put(category, value);
                }
            });
            return new CustomerProfile(
                    name.required(row),
                    kind.required(row),
                    Field.read(stage, row, CustomerStage.CUSTOMER),
                    distinct(emails, row),
                    distinct(phones, row),
                    present(addresses, row),
                    assigned,
                    Field.read(owner, row),
                    Field.read(occurredAt, row),
                    allowDuplicate);
        }

        private static List<String> distinct(List<Field<String>> fields, Row row) {
            List<String> texts = new ArrayList<>();
            for (Field<String> field : fields) {
                String text = field.of(row);
                if (text != null && !texts.contains(text)) {
                    texts.add(text);
                }
            }
            return texts;
        }

        private static List<AddressRecord> present(List<AddressTemplate> templates, Row row) {
            List<AddressRecord> addresses = new ArrayList<>();
            for (AddressTemplate template : templates) {
                AddressRecord address = template.of(row);
                if (address != null) {
                    addresses.add(address);
                }
            }
            return addresses;
        }
    }

    record AddressTemplate(
            @Nullable Field<String> label,
            @Nullable Field<String> street,
            @Nullable Field<String> city,
            @Nullable Field<String> region,
            @Nullable Field<String> postalCode,
            @Nullable Field<String> country) {

        /** None where the row has nothing but a label and a country. */
        @Nullable
        AddressRecord of(Row row) {
            AddressRecord address = new AddressRecord(
                    Field.read(label, row),
                    Field.read(street, row),
                    Field.read(city, row),
                    Field.read(region, row),
                    Field.read(postalCode, row),
                    Field.read(country, row));
            boolean empty = address.street() == null
                    && address.city() == null
                    && address.region() == null
                    && address.postalCode() == null;
            return empty ? null : address;
        }
    }

    record ContactTemplate(
            Condition when,
            ReferenceTemplate reference,
            Field<Instant> occurredAt,
            Field<Channel> channel,
            @Nullable Field<Direction> direction,
            Field<String> subject,
            @Nullable Field<String> text,
            @Nullable Field<String> contactPerson,
            @Nullable Field<String> staffMember,
            @Nullable Field<LocalDate> followUpOn) {

        @Nullable
        ContactRecord of(Row row) {
            if (!when.holds(row)) {
                return null;
            }
            return new ContactRecord(
                    reference.of(row),
                    occurredAt.required(row),
                    channel.required(row),
                    Field.read(direction, row, Direction.INBOUND),
                    subject.required(row),
                    Field.read(text, row),
                    Field.read(contactPerson, row),
                    Field.read(staffMember, row),
                    Field.read(followUpOn, row));
        }
    }

    record PurchaseTemplate(
            Condition when,
            ReferenceTemplate reference,
            Field<Instant> occurredAt,
            @Nullable Field<String> orderNumber,
            Field<Currency> currency,
            List<LineTemplate> lines) {

        @Nullable
        PurchaseRecord of(Row row) {
            if (!when.holds(row)) {
                return null;
            }
            List<LineRecord> read = new ArrayList<>();
            for (LineTemplate line : lines) {
                if (line.when().holds(row)) {
                    read.add(line.of(row));
                }
            }
            return new PurchaseRecord(
                    reference.of(row),
                    occurredAt.required(row),
                    Field.read(orderNumber, row),
                    currency.required(row),
                    read);
        }
    }

    record LineTemplate(
            Condition when,
            Field<String> product,
            @Nullable Field<String> description,
            @Nullable Field<BigDecimal> quantity,
            @Nullable Field<BigDecimal> unitPrice,
            @Nullable Field<BigDecimal> amount,
            @Nullable Field<BigDecimal> unitCost) {

        LineRecord of(Row row) {
            return new LineRecord(
                    product.required(row),
                    Field.read(description, row),
                    Field.read(quantity, row, BigDecimal.ONE),
                    Field.read(unitPrice, row),
                    Field.read(amount, row),
                    Field.read(unitCost, row));
        }
    }

    record ServiceCaseTemplate(
            Condition when,
            ReferenceTemplate reference,
            Field<Instant> occurredAt,
            Field<ServiceCaseType> type,
            Field<Channel> channel,
            @Nullable Field<Priority> priority,
            Field<String> subject,
            @Nullable Field<String> text,
            @Nullable Field<String> product,
            @Nullable Field<String> reportedBy,
            boolean aboutPurchase,
            @Nullable ResponseTemplate response,
            @Nullable ResolutionTemplate resolution,
            @Nullable RatingTemplate rating) {

        @Nullable
        ServiceCaseRecord of(Row row) {
            if (!when.holds(row)) {
                return null;
            }
            return new ServiceCaseRecord(
                    reference.of(row),
                    occurredAt.required(row),
                    type.required(row),
                    channel.required(row),
                    Field.read(priority, row, Priority.MEDIUM),
                    subject.required(row),
                    Field.read(text, row),
                    Field.read(product, row),
                    Field.read(reportedBy, row),
                    aboutPurchase,
                    response == null ? null : response.of(row),
                    resolution == null ? null : resolution.of(row),
                    rating == null ? null : rating.of(row));
        }
    }

    record ResponseTemplate(
            Condition when,
            Field<Instant> occurredAt,
            @Nullable Field<Channel> channel,
            @Nullable Field<String> staffMember,
            @Nullable Field<String> text) {

        @Nullable
        ResponseRecord of(Row row) {
            if (!when.holds(row)) {
                return null;
            }
            return new ResponseRecord(
                    occurredAt.required(row),
                    Field.read(channel, row),
                    Field.read(staffMember, row),
                    Field.read(text, row));
        }
    }

    record ResolutionTemplate(
            Condition when,
            Field<Instant> occurredAt,
            @Nullable Field<String> staffMember,
            @Nullable Field<String> text) {

        @Nullable
        ResolutionRecord of(Row row) {
            if (!when.holds(row)) {
                return null;
            }
            return new ResolutionRecord(occurredAt.required(row), Field.read(staffMember, row), Field.read(text, row));
        }
    }

    record RatingTemplate(
            Condition when,
            Field<Instant> occurredAt,
            RatingScale scale,
            Field<Integer> score,
            @Nullable Field<String> comment) {

        @Nullable
        RatingRecord of(Row row) {
            if (!when.holds(row)) {
                return null;
            }
            return new RatingRecord(
                    occurredAt.required(row), new Rating(scale, score.required(row)), Field.read(comment, row));
        }
    }
}
