package io.customer360.query.search;

/** The fields of the index of histories that are searched, filtered, counted and sorted by. */
final class HistoryFields {

    static final String CUSTOMER_ID = "customerId";
    static final String SUBJECT_TYPE = "subjectType";
    static final String SUBJECT_ID = "subjectId";
    static final String KIND = "kind";
    static final String CHANNEL = "channel";
    static final String DIRECTION = "direction";
    static final String STAFF_MEMBER = "staffMember";
    static final String OCCURRED_AT = "occurredAt";
    static final String POSITION = "position";
    static final String AMENDMENT = "amendment";

    static final String WORDS = "search.words";
    static final String IDENTIFIERS = "search.identifiers";

    private HistoryFields() {}
}
