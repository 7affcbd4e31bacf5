package io.customer360.query.profile;

import io.customer360.events.contact.Channel;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.Address;
import io.customer360.events.customer.ContactPerson;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.customer.Relation;
import io.customer360.events.service.ServiceCaseType;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The 360 view of a customer as it is told over HTTP: the profile with amounts in their currency's main unit, and with
 * what follows from it.
 *
 * @param firstSeenAt the registration, or the first interaction where that was earlier
 * @param interactions contacts, purchases and service cases together
 * @param channels how often each channel was used
 * @param months the last 36 months up to the latest in which something happened, the earliest first
 * @param recentEntries the latest entries of the history, the latest first
 * @param version the customer's own version, for {@code If-Match}
 * @param position the place in the ledger of the last fact in this view
 */
public record CustomerView(
        CustomerId customerId,
        CustomerKind kind,
        String name,
        CustomerStage stage,
        boolean active,
        List<String> emails,
        List<String> phones,
        List<Address> addresses,
        List<ContactPerson> contactPersons,
        SortedMap<String, String> categories,
        @Nullable String owner,
        List<Relation> relations,
        List<ExternalReference> externalReferences,
        Instant registeredAt,
        @Nullable Instant convertedAt,
        Instant firstSeenAt,
        @Nullable Instant firstInteractionAt,
        @Nullable Instant lastInteractionAt,
        long interactions,
        SortedMap<Channel, Long> channels,
        ContactsView contacts,
        PurchasesView purchases,
        ServiceCasesView serviceCases,
        RatingsView ratings,
        List<MonthView> months,
        List<RecentEntry> recentEntries,

        @Schema(description = "the customer's own version, for If-Match")
        long version,

        @Schema(description = "the place in the ledger of the last fact in this view")
        long position) {

    private static final int DIGITS_OF_A_MEAN = 6;

    /** Contacts, without those that were retracted. */
    public record ContactsView(
            long count,
            @Nullable Instant firstAt,
            @Nullable Instant lastAt,
            SortedMap<Direction, Long> directions,
            @Nullable LocalDate nextFollowUpOn,
            List<Contacts.FollowUp> followUps) {}

    /**
     * Purchases.
     *
     * @param count placed and not cancelled
     * @param turnover by ISO 4217 code
     */
    public record PurchasesView(
            long count,
            long placed,
            long cancelled,
            long returns,
            @Nullable Instant firstAt,
            @Nullable Instant lastAt,
            SortedMap<String, TurnoverView> turnover) {}

    /**
     * Sums in one currency, in its main unit.
     *
     * @param revenue what was placed, less what was returned or cancelled
     * @param receivable what is owed for it
     * @param knownMargin what remains of the revenue whose cost is known
     */
    public record TurnoverView(BigDecimal revenue, BigDecimal receivable, BigDecimal knownMargin) {}

    /** Service cases. */
    public record ServiceCasesView(
            long open,
            long opened,
            long complaints,
            long reopened,
            long resolvedInTime,
            long resolvedLate,
            long givenUp,
            SortedMap<ServiceCaseType, Long> types,

            @Schema(
                    description = "the first 50 by due date, kept as cases are opened; `open` counts all, and"
                            + " GET /api/customers/{id}/timeline has all")
            List<ServiceCases.OpenCase> openCases) {}

    /** How the customer rates the company. */
    public record RatingsView(
            SatisfactionView satisfaction, RecommendationView recommendation, Ratings.@Nullable LastRating last) {}

    /** Ratings of 1 to 5. */
    public record SatisfactionView(long count, @Nullable BigDecimal mean) {}

    /** Recommendations from 0 to 10. */
    public record RecommendationView(long count, @Nullable BigDecimal mean, long promoters, long detractors) {}

    /** A month of UTC; revenue by ISO 4217 code in the main unit. */
    public record MonthView(YearMonth month, long interactions, SortedMap<String, BigDecimal> revenue) {}

    /** Depends on nothing but the profile. */
    public static CustomerView of(Profile profile) {
        return new CustomerView(
                profile.customerId(),
                profile.kind(),
                profile.name(),
                profile.stage(),
                profile.active(),
                profile.emails(),
                profile.phones(),
                profile.addresses(),
                profile.contactPersons(),
                profile.categories(),
                profile.owner(),
                profile.relations(),
                profile.externalReferences(),
                profile.registeredAt(),
                profile.convertedAt(),
                profile.firstSeenAt(),
                profile.firstInteractionAt().orElse(null),
                profile.lastInteractionAt().orElse(null),
                profile.interactions(),
                profile.channels(),
                contacts(profile.contacts()),
                purchases(profile.purchases()),
                serviceCases(profile.serviceCases()),
                ratings(profile.ratings()),
                profile.months().stream().map(CustomerView::month).toList(),
                profile.recentEntries(),
                profile.version(),
                profile.position());
    }

    private static ContactsView contacts(Contacts contacts) {
        return new ContactsView(
                contacts.count(),
                contacts.moments().first().orElse(null),
                contacts.moments().last().orElse(null),
                contacts.directions(),
                contacts.nextFollowUpOn().orElse(null),
                contacts.followUps());
    }

    private static PurchasesView purchases(Purchases purchases) {
        SortedMap<String, TurnoverView> turnover = new TreeMap<>();
        purchases
                .turnover()
                .forEach((code, sums) -> turnover.put(
                        code,
                        new TurnoverView(
                                sums.revenueIn(code).amount(),
                                sums.receivableIn(code).amount(),
                                sums.knownMargin())));
        return new PurchasesView(
                purchases.count(),
                purchases.placed(),
                purchases.cancelled(),
                purchases.returns(),
                purchases.moments().first().orElse(null),
                purchases.moments().last().orElse(null),
                turnover);
    }

    private static ServiceCasesView serviceCases(ServiceCases cases) {
        return new ServiceCasesView(
                cases.open(),
                cases.opened(),
                cases.complaints(),
                cases.reopened(),
                cases.resolvedInTime(),
                cases.resolvedLate(),
                cases.givenUp(),
                cases.types(),
                cases.openCases());
    }

    private static RatingsView ratings(Ratings ratings) {
        return new RatingsView(
                new SatisfactionView(
                        ratings.satisfactionCount(), mean(ratings.satisfactionSum(), ratings.satisfactionCount())),
                new RecommendationView(
                        ratings.recommendationCount(),
                        mean(ratings.recommendationSum(), ratings.recommendationCount()),
                        ratings.promoters(),
                        ratings.detractors()),
                ratings.last());
    }

    private static MonthView month(Month month) {
        SortedMap<String, BigDecimal> revenue = new TreeMap<>();
        month.revenue()
                .forEach((code, minorUnits) -> revenue.put(
                        code,
                        BigDecimal.valueOf(
                                minorUnits,
                                Math.max(0, Currency.getInstance(code).getDefaultFractionDigits()))));
        return new MonthView(month.month(), month.interactions(), revenue);
    }

    private static @Nullable BigDecimal mean(long sum, long count) {
        return count == 0
                ? null
                : BigDecimal.valueOf(sum)
                        .divide(BigDecimal.valueOf(count), new MathContext(DIGITS_OF_A_MEAN, RoundingMode.HALF_EVEN));
    }
}
