package io.customer360.benchmarks;

import com.ibm.icu.text.Transliterator;
import io.customer360.benchmarks.seeding.SeededCompany;
import io.customer360.benchmarks.seeding.SeededCompany.History;
import io.customer360.command.customer.RegisterCustomer;
import io.customer360.command.purchase.PlacePurchase;
import io.customer360.command.service.OpenServiceCase;
import io.customer360.events.customer.CustomerKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people look for: something that they remember of a customer whom there is. */
final class SearchMix {

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}+");
    private static final int CITY = 2;
    private static final int BRAND = 2;
    private static final int PHONE_DIGITS = 6;
    private static final int TYPED_OF_LAST_WORD = 4;

    private final SeededCompany company;
    private final long customers;
    private final SplittableRandom random;
    private final Transliterator pinyin = Transliterator.getInstance("Han-Latin/Names; Any-Latin; Latin-ASCII; Lower");

    /** @param customers how many of the company's there are */
    SearchMix(long seed, long customers) {
        this.company = new SeededCompany(seed);
        this.customers = customers;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Ways of searching, with facets all of them.
     *
     * @see #weight how often each is used
     */
    enum Kind {
        CHINESE_NAME(3),
        PINYIN(2),
        LATIN_WORDS(2),
        PHONE_SUFFIX(2),
        ORDER_NUMBER(2),
        WORDS_OF_A_COMPLAINT(1),
        HISTORIES(2),
        FILTERS(2),
        BY_REVENUE(1),
        SECOND_PAGE(1);

        final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    /**
     * A search.
     *
     * @param target path and query; of a second page, those of the first one, without its cursor
     */
    record Search(Kind kind, String target) {}

    /** So many times each kind by its weight, in an order that mixes them. */
    List<Search> searches(int times) {
        List<Search> all = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            for (Kind kind : Kind.values()) {
                for (int i = 0; i < kind.weight; i++) {
                    all.add(new Search(kind, target(kind)));
                }
            }
        }
        for (int i = all.size() - 1; i > 0; i--) {
            all.set(i, all.set(random.nextInt(i + 1), all.get(i)));
        }
        return all;
    }

    private String target(Kind kind) {
        while (true) {
            History remembered = company.customer(random.nextLong(customers));
            String target = target(kind, remembered);
            if (target != null) {
                return target;
            }
        }
    }

    /** Null if there is nothing of that kind to remember. */
    private @Nullable String target(Kind kind, History customer) {
        RegisterCustomer registration = customer.registration();
        String name = registration.name();
        boolean han = HAN.matcher(name).matches();
        return switch (kind) {
            case CHINESE_NAME -> han ? customers(partOf(registration)) : null;
            case PINYIN ->
                han ? customers(pinyin.transliterate(partOf(registration)).replace(" ", "")) : null;
            case LATIN_WORDS -> han ? null : customers(unfinished(name));
            case PHONE_SUFFIX -> {
                String digits = registration.phones().getFirst().replace(" ", "");
                yield customers(digits.substring(digits.length() - PHONE_DIGITS));
            }
            case ORDER_NUMBER ->
                first(customer, PlacePurchase.class)
                        .map(purchase -> customers(Objects.requireNonNull(purchase.orderNumber())))
                        .orElse(null);
            case WORDS_OF_A_COMPLAINT ->
                first(customer, OpenServiceCase.class)
                        .map(complaint -> customers(partOf(registration) + " " + complaint.subject()))
                        .orElse(null);
            case HISTORIES ->
                first(customer, OpenServiceCase.class)
                        .map(complaint -> "/api/timeline?q=" + encoded(complaint.subject() + " " + complaint.product()))
                        .orElse(null);
            case FILTERS ->
                "/api/customers?openCases=true&stage=CUSTOMER&category.industry="
                        + encoded(category(registration, "industry")) + "&region="
                        + encoded(category(registration, "region"));
            case BY_REVENUE ->
                "/api/customers?sort=-revenue&currency=CNY&category.industry="
                        + encoded(category(registration, "industry"));
            case SECOND_PAGE -> customers(category(registration, "industry"));
        };
    }

    /** What one would type of it: somebody's whole name, the brand of a company without city and trade. */
    private static String partOf(RegisterCustomer registration) {
        String name = registration.name();
        return registration.kind() == CustomerKind.ORGANISATION
                        && HAN.matcher(name).matches()
                ? name.substring(CITY, CITY + BRAND)
                : name;
    }

    private static String unfinished(String name) {
        String[] words = name.replace(" &", "").split(" ");
        String last = words[1];
        return words[0] + " " + last.substring(0, Math.min(last.length(), TYPED_OF_LAST_WORD));
    }

    private static <C> Optional<C> first(History customer, Class<C> command) {
        return customer.interactions().stream()
                .filter(command::isInstance)
                .map(command::cast)
                .findFirst();
    }

    private static String customers(String typed) {
        return "/api/customers?q=" + encoded(typed);
    }

    private static String category(RegisterCustomer registration, String name) {
        return Objects.requireNonNull(registration.categories().get(name));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
