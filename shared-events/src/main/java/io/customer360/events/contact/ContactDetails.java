package io.customer360.events.contact;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was said, how and by whom.
 *
 * @param contactPerson whom at the customer's the company spoke with
 * @param staffMember who spoke for the company
 * @param followUpOn the day by which the company wants to come back to it
 */
public record ContactDetails(
        Channel channel,
        Direction direction,
        String subject,
        @Nullable String text,
        @Nullable String contactPerson,
        @Nullable String staffMember,
        @Nullable LocalDate followUpOn) {}
