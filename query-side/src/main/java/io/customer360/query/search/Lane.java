package io.customer360.query.search;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;

/**
 * One way in which a term can match, with a constant score: what was matched decides the order of customers, not how
 * rare a word is. So the order doesn't change with every write, and pages fit together.
 *
 * @param match what it is that matches, as it is told in the reasons
 * @param strength from {@link #IDENTIFIER} down
 */
record Lane(Match match, float strength, Query query) {

    /** It can only be this one: an e-mail address, a whole telephone number, a reference. */
    static final float IDENTIFIER = 1000;

    /** What a term matches. */
    enum Match {
        CUSTOMER_ID("customerId"),
        NAME("name"),
        CONTACT_PERSON("contactPerson"),
        EMAIL("email"),
        PHONE("phone"),
        REFERENCE("externalReference"),
        ORDER_NUMBER("orderNumber"),
        PLACE("address"),
        LABEL("category"),
        TEXT("text");

        private final String field;

        Match(String field) {
            this.field = field;
        }

        String field() {
            return field;
        }
    }

    /** The query with its score, under a name that {@link Matched} reads. */
    Query scored(int term) {
        return Query.of(query -> query.constantScore(constant ->
                constant.filter(this.query).boost(strength).queryName(new Matched(term, match, strength).name())));
    }

    /** That a term matched a customer in one of the ways. */
    record Matched(int term, Match match, float strength) {

        String name() {
            return "%d:%s:%s".formatted(term, match.name(), strength);
        }

        static Matched of(String name) {
            String[] parts = name.split(":", 3);
            return new Matched(Integer.parseInt(parts[0]), Match.valueOf(parts[1]), Float.parseFloat(parts[2]));
        }
    }
}
