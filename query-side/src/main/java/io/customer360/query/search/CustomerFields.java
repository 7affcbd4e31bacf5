package io.customer360.query.search;

import java.util.List;

/** The fields of the index of customers that are searched, filtered, counted and sorted by. */
final class CustomerFields {

    static final String CUSTOMER_ID = "customerId";

    static final String NAME = "search.name";
    static final String LATIN = "search.latin";
    static final String EXACT_NAME = "search.exactName";
    static final String COMPACT = "search.compact";
    static final String INITIALS = "search.initials";
    static final String WITHIN = "search.within";
    static final String PEOPLE = "search.people";
    static final String EMAILS = "search.emails";
    static final String PHONES = "search.phones";
    static final String PHONES_BACKWARDS = "search.phonesReversed";
    static final String REFERENCES = "search.references";
    static final String PLACES = "search.places";
    static final String LABELS = "search.labels";

    static final String KIND = "kind";
    static final String STAGE = "stage";
    static final String ACTIVE = "active";
    static final String OWNER = "owner";
    static final String CITIES = "cities";
    static final String REGIONS = "regions";
    static final String CHANNELS = "channels";
    static final String CATEGORIES = "categories";
    static final String SORT_NAME = "sortName";
    static final String REGISTERED_AT = "registeredAt";
    static final String LAST_INTERACTION_AT = "lastInteractionAt";
    static final String OPEN_CASES = "openCases";
    static final String CURRENCIES = "currencies";
    static final String PURCHASES = "purchases";
    static final String SERVICE_CASES = "serviceCases";

    static final String CATEGORY_NAMES = "categoryNames";
    static final String CONTACTS = "contacts";
    static final String SATISFACTION_COUNT = "satisfactionCount";
    static final String SATISFACTION_SUM = "satisfactionSum";
    static final String RECOMMENDATION_COUNT = "recommendationCount";
    static final String RECOMMENDATION_SUM = "recommendationSum";
    static final String PROMOTERS = "promoters";
    static final String DETRACTORS = "detractors";

    /** Whose sums over all customers found are told, beside the revenue of each currency. */
    static final List<String> SUMMED = List.of(
            CONTACTS,
            PURCHASES,
            SERVICE_CASES,
            OPEN_CASES,
            SATISFACTION_COUNT,
            SATISFACTION_SUM,
            RECOMMENDATION_COUNT,
            RECOMMENDATION_SUM,
            PROMOTERS,
            DETRACTORS);

    private CustomerFields() {}

    static String revenue(String currency) {
        return "revenue." + currency;
    }
}
