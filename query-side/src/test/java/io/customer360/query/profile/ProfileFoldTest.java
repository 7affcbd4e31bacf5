package io.customer360.query.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.customer360.events.ContactEvent.ContactCorrected;
import io.customer360.events.ContactEvent.ContactRecorded;
import io.customer360.events.ContactEvent.ContactRetracted;
import io.customer360.events.CustomerEvent.AddressAdded;
import io.customer360.events.CustomerEvent.AddressCorrected;
import io.customer360.events.CustomerEvent.AddressRemoved;
import io.customer360.events.CustomerEvent.CategoryAssigned;
import io.customer360.events.CustomerEvent.CategoryRemoved;
import io.customer360.events.CustomerEvent.ContactPersonAdded;
import io.customer360.events.CustomerEvent.ContactPersonCorrected;
import io.customer360.events.CustomerEvent.ContactPersonRemoved;
import io.customer360.events.CustomerEvent.CustomerDeactivated;
import io.customer360.events.CustomerEvent.CustomerNameCorrected;
import io.customer360.events.CustomerEvent.CustomerReactivated;
import io.customer360.events.CustomerEvent.CustomerRegistered;
import io.customer360.events.CustomerEvent.CustomerRelated;
import io.customer360.events.CustomerEvent.CustomerUnrelated;
import io.customer360.events.CustomerEvent.EmailAdded;
import io.customer360.events.CustomerEvent.EmailCorrected;
import io.customer360.events.CustomerEvent.EmailRemoved;
import io.customer360.events.CustomerEvent.OwnerAssigned;
import io.customer360.events.CustomerEvent.PhoneAdded;
import io.customer360.events.CustomerEvent.PhoneCorrected;
import io.customer360.events.CustomerEvent.PhoneRemoved;
import io.customer360.events.CustomerEvent.ProspectConverted;
import io.customer360.events.CustomerFact;
import io.customer360.events.PurchaseEvent.GoodsReturned;
import io.customer360.events.PurchaseEvent.PaymentReceived;
import io.customer360.events.PurchaseEvent.PurchaseCancelled;
import io.customer360.events.PurchaseEvent.PurchasePlaced;
import io.customer360.events.ServiceCaseEvent.ServiceCaseAssigned;
import io.customer360.events.ServiceCaseEvent.ServiceCaseClosed;
import io.customer360.events.ServiceCaseEvent.ServiceCaseOpened;
import io.customer360.events.ServiceCaseEvent.ServiceCaseRated;
import io.customer360.events.ServiceCaseEvent.ServiceCaseRatingCorrected;
import io.customer360.events.ServiceCaseEvent.ServiceCaseReopened;
import io.customer360.events.ServiceCaseEvent.ServiceCaseResolved;
import io.customer360.events.contact.Channel;
import io.customer360.events.contact.ContactDetails;
import io.customer360.events.contact.ContactId;
import io.customer360.events.contact.Direction;
import io.customer360.events.customer.Address;
import io.customer360.events.customer.AddressId;
import io.customer360.events.customer.ContactPerson;
import io.customer360.events.customer.ContactPersonId;
import io.customer360.events.customer.CustomerBounds;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.customer.CustomerKind;
import io.customer360.events.customer.CustomerStage;
import io.customer360.events.customer.ExternalReference;
import io.customer360.events.customer.Relation;
import io.customer360.events.customer.RelationKind;
import io.customer360.events.purchase.Money;
import io.customer360.events.purchase.PurchaseId;
import io.customer360.events.purchase.PurchaseLine;
import io.customer360.events.purchase.ReturnedLine;
import io.customer360.events.service.Priority;
import io.customer360.events.service.Rating;
import io.customer360.events.service.RatingScale;
import io.customer360.events.service.ServiceCaseId;
import io.customer360.events.service.ServiceCaseType;
import io.customer360.platform.json.EventJson;
import io.customer360.query.ledger.FactContext;
import io.customer360.query.profile.Contacts.FollowUp;
import io.customer360.query.profile.RandomHistory.Entry;
import io.customer360.query.profile.ServiceCases.OpenCase;
import io.customer360.query.timeline.Amendment;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ProfileFoldTest {

    private static final CustomerId CUSTOMER = new CustomerId(new UUID(0, 1));
    private static final CustomerId PARENT = new CustomerId(new UUID(0, 2));
    private static final ContactId CONTACT = new ContactId(new UUID(1, 1));
    private static final PurchaseId PURCHASE = new PurchaseId(new UUID(2, 1));
    private static final ServiceCaseId CASE = new ServiceCaseId(new UUID(3, 1));
    private static final Instant JANUARY = Instant.parse("2026-01-10T08:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2026-02-10T08:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-10T08:00:00Z");
    private static final JsonMapper JSON = EventJson.mapper();

    private final List<CustomerFact> facts = new ArrayList<>(List.of(registered()));

    @Test
    void knowsTheCustomerFromItsRegistration() {
        Profile profile = folded();

        assertThat(profile.customerId()).isEqualTo(CUSTOMER);
        assertThat(profile.kind()).isEqualTo(CustomerKind.ORGANISATION);
        assertThat(profile.name()).isEqualTo("曾国藩商行");
        assertThat(profile.stage()).isEqualTo(CustomerStage.PROSPECT);
        assertThat(profile.active()).isTrue();
        assertThat(profile.emails()).containsExactly("a@example.com");
        assertThat(profile.externalReferences()).containsExactly(new ExternalReference("crm", "4711"));
        assertThat(profile.registeredAt()).isEqualTo(FEBRUARY);
        assertThat(profile.firstSeenAt()).isEqualTo(FEBRUARY);
        assertThat(profile.lastInteractionAt()).isEmpty();
        assertThat(profile.position()).isEqualTo(1);
        assertThat(profile.version()).isEqualTo(0);
    }

    @Test
    void followsWhatBecomesKnownOfTheCustomer() {
        Address works = address("Works", "无锡");
        Address moved = address("Works", "苏州");
        ContactPerson person = person("Li Lei");
        ContactPerson married = person("Li Lei-Wang");
        Relation parent = new Relation(RelationKind.PARENT_COMPANY, PARENT);

        Profile profile = folded(
                new CustomerNameCorrected(CUSTOMER, MARCH, "曾国藩商行", "曾国荃商行"),
                new EmailAdded(CUSTOMER, MARCH, "b@example.com"),
                new EmailCorrected(CUSTOMER, MARCH, "a@example.com", "c@example.com"),
                new PhoneAdded(CUSTOMER, MARCH, "1"),
                new PhoneCorrected(CUSTOMER, MARCH, "1", "2"),
                new AddressAdded(CUSTOMER, MARCH, works),
                new AddressCorrected(CUSTOMER, MARCH, works, moved),
                new ContactPersonAdded(CUSTOMER, MARCH, person),
                new ContactPersonCorrected(CUSTOMER, MARCH, person, married),
                new CategoryAssigned(CUSTOMER, MARCH, "importance", null, "A"),
                new OwnerAssigned(CUSTOMER, MARCH, null, "han"),
                new CustomerRelated(CUSTOMER, MARCH, parent),
                new ProspectConverted(CUSTOMER, MARCH, null),
                new CustomerDeactivated(CUSTOMER, MARCH, "closed"));

        assertThat(profile.name()).isEqualTo("曾国荃商行");
        assertThat(profile.emails()).containsExactly("c@example.com", "b@example.com");
        assertThat(profile.phones()).containsExactly("2");
        assertThat(profile.addresses()).containsExactly(moved);
        assertThat(profile.contactPersons()).containsExactly(married);
        assertThat(profile.categories()).isEqualTo(Map.of("importance", "A", "industry", "silk"));
        assertThat(profile.owner()).isEqualTo("han");
        assertThat(profile.relations()).containsExactly(parent);
        assertThat(profile.stage()).isEqualTo(CustomerStage.CUSTOMER);
        assertThat(profile.convertedAt()).isEqualTo(MARCH);
        assertThat(profile.active()).isFalse();
        assertThat(profile.version()).isEqualTo(14);

        Profile later = folded(
                new EmailRemoved(CUSTOMER, MARCH, "b@example.com"),
                new PhoneRemoved(CUSTOMER, MARCH, "2"),
                new AddressRemoved(CUSTOMER, MARCH, moved),
                new ContactPersonRemoved(CUSTOMER, MARCH, married),
                new CategoryRemoved(CUSTOMER, MARCH, "industry", "silk"),
                new CustomerUnrelated(CUSTOMER, MARCH, parent),
                new CustomerReactivated(CUSTOMER, MARCH, "reopened"));

        assertThat(later.emails()).containsExactly("c@example.com");
        assertThat(later.phones()).isEmpty();
        assertThat(later.addresses()).isEmpty();
        assertThat(later.contactPersons()).isEmpty();
        assertThat(later.categories()).isEqualTo(Map.of("importance", "A"));
        assertThat(later.relations()).isEmpty();
        assertThat(later.active()).isTrue();
    }

    @Test
    void holdsAllThatTheWriteSideAccepts() {
        IntStream.range(0, CustomerBounds.MOST_DETAILS).forEach(i -> {
            facts.add(new PhoneAdded(CUSTOMER, MARCH, Integer.toString(i)));
            facts.add(new CategoryAssigned(CUSTOMER, MARCH, "category " + i, null, "A"));
        });
        facts.add(new CategoryRemoved(CUSTOMER, MARCH, "industry", "silk"));
        IntStream.range(0, CustomerBounds.MOST_CONTACT_PERSONS)
                .forEach(i -> facts.add(new ContactPersonAdded(CUSTOMER, MARCH, person("Person " + i))));

        Profile profile = folded();

        assertThat(profile.phones()).hasSize(CustomerBounds.MOST_DETAILS);
        assertThat(profile.categories()).hasSize(CustomerBounds.MOST_DETAILS - 1);
        assertThat(profile.contactPersons()).hasSize(CustomerBounds.MOST_CONTACT_PERSONS);
    }

    @Test
    void refusesAFactBeforeTheRegistration() {
        assertThatThrownBy(() -> ProfileFold.fold(null, placed(JANUARY, "10", "7"), context(1, 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PurchasePlaced")
                .hasMessageContaining(CUSTOMER.toString());
    }

    @Test
    void countsABackdatedPurchaseForTheMonthInWhichItHappened() {
        Profile profile = folded(placed(MARCH, "10.00", "7"), placed(JANUARY, "5.50", null));

        assertThat(profile.purchases().count()).isEqualTo(2);
        assertThat(profile.turnover("CNY").revenueIn("CNY")).isEqualTo(Money.of("15.50", "CNY"));
        assertThat(profile.turnover("CNY").receivable()).isEqualTo(1550);
        assertThat(profile.turnover("CNY").knownMargin()).isEqualByComparingTo("3.00");
        assertThat(profile.firstSeenAt()).isEqualTo(JANUARY);
        assertThat(profile.firstInteractionAt()).contains(JANUARY);
        assertThat(profile.lastInteractionAt()).contains(MARCH);
        assertThat(profile.months()).extracting(Month::month).containsExactly(month(1), month(3));
        assertThat(profile.months().getFirst().revenue()).isEqualTo(Map.of("CNY", 550L));
        assertThat(profile.recentEntries()).extracting(RecentEntry::occurredAt).containsExactly(MARCH, JANUARY);
    }

    @Test
    void takesAReturnFromTheMonthOfThePurchase() {
        Profile profile = folded(
                placed(JANUARY, "30.00", "7"),
                new PaymentReceived(
                        PURCHASE, CUSTOMER, FEBRUARY, null, Money.of("20", "CNY"), Money.of("10", "CNY"), "T-1"),
                new GoodsReturned(
                        PURCHASE,
                        CUSTOMER,
                        MARCH,
                        null,
                        JANUARY,
                        List.of(new ReturnedLine(
                                1, "Silk", BigDecimal.ONE, new BigDecimal("12.00"), new BigDecimal("7"))),
                        Money.of("12.00", "CNY"),
                        Money.of("-2", "CNY"),
                        null));

        assertThat(profile.purchases().count()).isEqualTo(1);
        assertThat(profile.purchases().returns()).isEqualTo(1);
        assertThat(profile.turnover("CNY").revenue()).isEqualTo(1800);
        assertThat(profile.turnover("CNY").receivableIn("CNY")).isEqualTo(Money.of("-2.00", "CNY"));
        assertThat(profile.turnover("CNY").revenueOfKnownCost()).isEqualByComparingTo("18");
        assertThat(profile.turnover("CNY").knownCost()).isEqualByComparingTo("0");
        assertThat(profile.months()).hasSize(1);
        assertThat(profile.months().getFirst().revenue()).isEqualTo(Map.of("CNY", 1800L));
    }

    @Test
    void takesACancelledPurchaseBack() {
        Profile profile = folded(
                placed(JANUARY, "5", null),
                placed(FEBRUARY, "10", "7"),
                new PurchaseCancelled(
                        PURCHASE,
                        CUSTOMER,
                        MARCH,
                        null,
                        FEBRUARY,
                        List.of(new ReturnedLine(1, "Silk", BigDecimal.ONE, BigDecimal.TEN, new BigDecimal("7"))),
                        Money.of("10", "CNY"),
                        Money.zero(Money.of("0", "CNY").currency()),
                        "mistake"));

        assertThat(profile.purchases().count()).isEqualTo(1);
        assertThat(profile.purchases().cancelled()).isEqualTo(1);
        assertThat(profile.purchases().moments().last()).contains(JANUARY);
        assertThat(profile.turnover("CNY")).isEqualTo(new Turnover(500, 500, BigDecimal.ZERO, BigDecimal.ZERO));
        assertThat(profile.lastInteractionAt()).contains(MARCH);
    }

    @Test
    void keepsTheSumsOfEachCurrencyInItsOwnSmallestUnit() {
        Profile profile = folded(
                purchase(JANUARY, Money.of("1200", "JPY"), null), purchase(JANUARY, Money.of("1.234", "KWD"), null));

        assertThat(profile.turnover("JPY").revenue()).isEqualTo(1200);
        assertThat(profile.turnover("KWD").revenueIn("KWD")).isEqualTo(Money.of("1.234", "KWD"));
        assertThat(profile.turnover("EUR")).isEqualTo(Turnover.NONE);
    }

    @Test
    void correctsAContactInEveryCount() {
        ContactDetails call = details(Channel.CALL, Direction.INBOUND, LocalDate.parse("2026-04-01"));
        ContactDetails visit = details(Channel.VISIT, Direction.OUTBOUND, LocalDate.parse("2026-05-01"));

        Profile profile = folded(
                new ContactRecorded(CONTACT, CUSTOMER, MARCH, call, null),
                new ContactCorrected(CONTACT, CUSTOMER, MARCH.plusSeconds(60), MARCH, call, JANUARY, visit));

        assertThat(profile.contacts().count()).isEqualTo(1);
        assertThat(profile.channels()).isEqualTo(Map.of(Channel.VISIT, 1L));
        assertThat(profile.contacts().directions()).isEqualTo(Map.of(Direction.OUTBOUND, 1L));
        assertThat(profile.contacts().followUps())
                .containsExactly(new FollowUp(CONTACT, LocalDate.parse("2026-05-01")));
        assertThat(profile.lastInteractionAt()).contains(JANUARY);
        assertThat(profile.months())
                .extracting(Month::month, Month::interactions)
                .containsExactly(tuple(month(1), 1L), tuple(month(3), 0L));
        assertThat(profile.recentEntries())
                .extracting(RecentEntry::kind, RecentEntry::amendedBy)
                .containsExactly(tuple("ContactCorrected", null), tuple("ContactRecorded", Amendment.CORRECTION));
    }

    @Test
    void takesARetractedContactBack() {
        ContactDetails call = details(Channel.CALL, Direction.INBOUND, LocalDate.parse("2026-04-01"));

        Profile profile = folded(
                new ContactRecorded(CONTACT, CUSTOMER, MARCH, call, null),
                new ContactRetracted(CONTACT, CUSTOMER, MARCH, MARCH, call, "wrong customer"));

        assertThat(profile.contacts()).isEqualTo(Contacts.NONE);
        assertThat(profile.channels()).isEmpty();
        assertThat(profile.lastInteractionAt()).isEmpty();
        assertThat(profile.interactions()).isZero();
        assertThat(profile.recentEntries().getLast().amendedBy()).isEqualTo(Amendment.RETRACTION);
    }

    @Test
    void asksForAFollowUpUntilThereIsAContactOnItsDayOrLater() {
        ContactDetails first = details(Channel.CALL, Direction.INBOUND, LocalDate.parse("2026-02-01"));
        ContactDetails second = details(Channel.CALL, Direction.OUTBOUND, LocalDate.parse("2026-06-01"));

        assertThat(folded(new ContactRecorded(CONTACT, CUSTOMER, JANUARY, first, null))
                        .contacts()
                        .nextFollowUpOn())
                .contains(LocalDate.parse("2026-02-01"));
        assertThat(folded(new ContactRecorded(new ContactId(new UUID(1, 2)), CUSTOMER, MARCH, second, null))
                        .contacts()
                        .nextFollowUpOn())
                .contains(LocalDate.parse("2026-06-01"));
    }

    @Test
    void countsWhatBecomesOfServiceCases() {
        Instant due = FEBRUARY;

        Profile open = folded(
                opened(CASE, JANUARY, due),
                new ServiceCaseAssigned(CASE, CUSTOMER, JANUARY, ServiceCaseType.COMPLAINT, null, "han"));
        assertThat(open.serviceCases().open()).isEqualTo(1);
        assertThat(open.serviceCases().complaints()).isEqualTo(1);
        assertThat(open.serviceCases().openCases())
                .containsExactly(
                        new OpenCase(CASE, ServiceCaseType.COMPLAINT, Priority.HIGH, "It leaks", JANUARY, due, "han"));

        Profile resolved = folded(
                new ServiceCaseResolved(CASE, CUSTOMER, due, ServiceCaseType.COMPLAINT, JANUARY, due, "han", "Sealed"));
        assertThat(resolved.serviceCases().open()).isZero();
        assertThat(resolved.serviceCases().openCases()).isEmpty();
        assertThat(resolved.serviceCases().resolvedInTime()).isEqualTo(1);

        Profile reopened = folded(new ServiceCaseReopened(
                CASE,
                CUSTOMER,
                MARCH,
                ServiceCaseType.COMPLAINT,
                JANUARY,
                MARCH.plusSeconds(60),
                "It leaks",
                Priority.HIGH,
                "han",
                "Leaks again"));
        assertThat(reopened.serviceCases().open()).isEqualTo(1);
        assertThat(reopened.serviceCases().reopened()).isEqualTo(1);
        assertThat(reopened.serviceCases().openCases().getFirst().assignee()).isEqualTo("han");

        Profile givenUp = folded(
                new ServiceCaseClosed(CASE, CUSTOMER, MARCH, ServiceCaseType.COMPLAINT, JANUARY, false, "moved away"));
        assertThat(givenUp.serviceCases().open()).isZero();
        assertThat(givenUp.serviceCases().givenUp()).isEqualTo(1);
        assertThat(givenUp.serviceCases().opened()).isEqualTo(1);
    }

    @Test
    void doesNotCloseAResolvedCaseTwice() {
        Profile profile = folded(
                opened(CASE, JANUARY, FEBRUARY),
                new ServiceCaseResolved(
                        CASE, CUSTOMER, MARCH, ServiceCaseType.COMPLAINT, JANUARY, FEBRUARY, null, null),
                new ServiceCaseClosed(CASE, CUSTOMER, MARCH, ServiceCaseType.COMPLAINT, JANUARY, true, null));

        assertThat(profile.serviceCases().open()).isZero();
        assertThat(profile.serviceCases().resolvedLate()).isEqualTo(1);
        assertThat(profile.serviceCases().givenUp()).isZero();
    }

    @Test
    void listsTheOpenCasesThatAreDueFirst() {
        IntStream.range(0, 60)
                .forEach(i -> facts.add(opened(new ServiceCaseId(new UUID(3, i)), JANUARY, FEBRUARY.minusSeconds(i))));

        Profile profile = folded();

        assertThat(profile.serviceCases().open()).isEqualTo(60);
        assertThat(profile.serviceCases().openCases())
                .hasSize(50)
                .isSortedAccordingTo(Comparator.comparing(OpenCase::dueAt));
        assertThat(profile.serviceCases().openCases().getFirst().dueAt()).isEqualTo(FEBRUARY.minusSeconds(59));
    }

    @Test
    void correctsARatingInItsSums() {
        ServiceCaseType type = ServiceCaseType.COMPLAINT;
        Rating two = new Rating(RatingScale.SATISFACTION, 2);
        Rating four = new Rating(RatingScale.SATISFACTION, 4);
        Rating nine = new Rating(RatingScale.RECOMMENDATION, 9);

        Profile profile = folded(
                new ServiceCaseRated(CASE, CUSTOMER, FEBRUARY, type, two, null),
                new ServiceCaseRated(new ServiceCaseId(new UUID(3, 2)), CUSTOMER, JANUARY, type, nine, null),
                new ServiceCaseRatingCorrected(CASE, CUSTOMER, MARCH, type, FEBRUARY, two, four, "misheard"));

        assertThat(profile.ratings())
                .isEqualTo(new Ratings(1, 4, 1, 9, 1, 0, new Ratings.LastRating(CASE, FEBRUARY, four)));
    }

    @Test
    void keepsThreeYearsOfMonths() {
        Instant march2023 = Instant.parse("2023-03-31T23:59:59Z");
        Instant april2023 = Instant.parse("2023-04-01T00:00:00Z");

        Profile profile = folded(placed(march2023, "1", null), placed(april2023, "2", null), placed(MARCH, "4", null));

        assertThat(profile.months())
                .extracting(Month::month)
                .containsExactly(YearMonth.parse("2023-04"), YearMonth.parse("2026-03"));
        assertThat(folded(placed(march2023, "1", null)).months()).isEqualTo(profile.months());
        assertThat(profile.turnover("CNY").revenue()).isEqualTo(700);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void comesToTheSameInWhateverOrderTheFactsOfDifferentSubjectsAreRecorded(long seed) {
        List<Entry> history = RandomHistory.of(seed, 200);

        Profile one = fold(history);
        Profile other = fold(RandomHistory.rewoven(history, seed + 1));

        assertThat(other.purchases().turnover()).isEqualTo(one.purchases().turnover());
        assertThat(other.purchases().count()).isEqualTo(one.purchases().count());
        assertThat(other.purchases().moments().last())
                .isEqualTo(one.purchases().moments().last());
        assertThat(other.contacts().directions()).isEqualTo(one.contacts().directions());
        assertThat(other.channels()).isEqualTo(one.channels());
        assertThat(other.ratings()).isEqualTo(one.ratings());
        assertThat(other.months()).isEqualTo(one.months());
        assertThat(other.recentEntries()).isEqualTo(one.recentEntries());
        assertThat(other.serviceCases().open()).isEqualTo(one.serviceCases().open());
        assertThat(other.serviceCases().types()).isEqualTo(one.serviceCases().types());
        assertThat(other.firstInteractionAt()).isEqualTo(one.firstInteractionAt());
        assertThat(other.lastInteractionAt()).isEqualTo(one.lastInteractionAt());
        assertThat(other.position()).isEqualTo(one.position());
        assertThat(other.version()).isEqualTo(one.version());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void sumsUpWhatTheFactsSay(long seed) {
        List<Entry> history = RandomHistory.of(seed, 300);
        long cny = 0;
        long owed = 0;
        long purchases = 0;
        BigDecimal cost = BigDecimal.ZERO;
        for (Entry entry : history) {
            switch (entry.fact()) {
                case PurchasePlaced placed -> {
                    purchases++;
                    cny += minor(placed.total());
                    owed += minor(placed.total());
                    cost = cost.add(cost(placed));
                }
                case PaymentReceived payment -> owed -= minor(payment.amount());
                case GoodsReturned returned -> {
                    cny -= minor(returned.amount());
                    owed -= minor(returned.amount());
                    cost = cost.subtract(cost(returned.amount(), returned.lines()));
                }
                case PurchaseCancelled cancelled -> {
                    purchases--;
                    cny -= minor(cancelled.amount());
                    owed -= minor(cancelled.amount());
                    cost = cost.subtract(cost(cancelled.amount(), cancelled.lines()));
                }
                default -> {
                    // Not about money.
                }
            }
        }

        Profile profile = fold(history);

        assertThat(profile.turnover("CNY").revenue()).isEqualTo(cny);
        assertThat(profile.turnover("CNY").receivable()).isEqualTo(owed);
        assertThat(profile.turnover("CNY").knownCost()).isEqualByComparingTo(cost);
        assertThat(profile.purchases().count()).isEqualTo(purchases);
        assertThat(profile.months().stream().mapToLong(Month::interactions).sum())
                .isLessThanOrEqualTo(profile.interactions());
    }

    @Test
    void readsItsOwnJsonAndGoesOnFromItByteForByte() {
        List<Entry> history = RandomHistory.of(21, 150);
        Profile inOneGo = fold(history);
        Profile byBits = null;
        for (Entry entry : history) {
            Profile after = ProfileFold.fold(byBits, entry.fact(), entry.context());
            byBits = JSON.readValue(JSON.writeValueAsString(after), Profile.class);
        }

        assertThat(byBits).isEqualTo(inOneGo);
        assertThat(JSON.writeValueAsBytes(byBits)).isEqualTo(JSON.writeValueAsBytes(inOneGo));
    }

    @Test
    void staysSmallHoweverLongTheHistoryIs() {
        Profile profile = fold(RandomHistory.of(31, 100_000 / 3));

        byte[] json = JSON.writeValueAsBytes(profile);
        assertThat(profile.interactions()).isGreaterThan(30_000);
        assertThat(json).hasSizeLessThan(24 * 1024);
    }

    private Profile folded(CustomerFact... more) {
        facts.addAll(List.of(more));
        Profile profile = null;
        for (int i = 0; i < facts.size(); i++) {
            profile = ProfileFold.fold(profile, facts.get(i), context(i + 1, i));
        }
        return profile;
    }

    private static Profile fold(List<Entry> history) {
        Profile profile = null;
        for (Entry entry : history) {
            profile = ProfileFold.fold(profile, entry.fact(), entry.context());
        }
        return profile;
    }

    private static long minor(Money money) {
        return money.currency().getCurrencyCode().equals("CNY") ? money.minorUnits() : 0;
    }

    private static BigDecimal cost(PurchasePlaced placed) {
        return placed.total().currency().getCurrencyCode().equals("CNY")
                ? placed.lines().stream()
                        .filter(line -> line.unitCost() != null)
                        .map(line -> line.unitCost().multiply(line.quantity()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                : BigDecimal.ZERO;
    }

    private static BigDecimal cost(Money money, List<ReturnedLine> lines) {
        return money.currency().getCurrencyCode().equals("CNY")
                ? lines.stream()
                        .filter(line -> line.unitCost() != null)
                        .map(line -> line.unitCost().multiply(line.quantity()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                : BigDecimal.ZERO;
    }

    private static CustomerRegistered registered() {
        return new CustomerRegistered(
                CUSTOMER,
                FEBRUARY,
                CustomerKind.ORGANISATION,
                "曾国藩商行",
                CustomerStage.PROSPECT,
                List.of("a@example.com"),
                List.of(),
                List.of(),
                Map.of("industry", "silk"),
                null,
                new ExternalReference("crm", "4711"));
    }

    private static PurchasePlaced placed(Instant at, String total, String unitCost) {
        return purchase(at, Money.of(total, "CNY"), unitCost == null ? null : new BigDecimal(unitCost));
    }

    private static PurchasePlaced purchase(Instant at, Money total, BigDecimal unitCost) {
        return new PurchasePlaced(
                PURCHASE,
                CUSTOMER,
                at,
                "PO-1",
                List.of(new PurchaseLine(1, "Silk", null, BigDecimal.ONE, null, total.amount(), unitCost)),
                total,
                null);
    }

    private static ServiceCaseOpened opened(ServiceCaseId id, Instant at, Instant due) {
        return new ServiceCaseOpened(
                id,
                CUSTOMER,
                at,
                ServiceCaseType.COMPLAINT,
                Channel.CALL,
                Priority.HIGH,
                "It leaks",
                null,
                null,
                null,
                null,
                due,
                null);
    }

    private static ContactDetails details(Channel channel, Direction direction, LocalDate followUpOn) {
        return new ContactDetails(channel, direction, "Price list", null, null, null, followUpOn);
    }

    private static Address address(String label, String city) {
        return new Address(new AddressId(new UUID(4, 1)), label, null, city, null, null, "CN");
    }

    private static ContactPerson person(String name) {
        return new ContactPerson(new ContactPersonId(new UUID(5, 1)), name, null, null, null, null);
    }

    private static YearMonth month(int month) {
        return YearMonth.of(2026, month);
    }

    private static FactContext context(long position, long version) {
        return new FactContext(
                position,
                MARCH,
                new UUID(9, position).toString(),
                CUSTOMER.toString(),
                version,
                Map.of("actor", "test"));
    }
}
