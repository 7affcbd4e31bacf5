package io.customer360.query.search;

import io.customer360.events.customer.Address;
import io.customer360.query.profile.Profile;
import io.customer360.query.text.Folding;
import io.customer360.query.text.NameForms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows in a customer's own data why it was found. */
final class CustomerReasons {

    private static final int MOST = 5;

    private final List<TermMatches> terms;
    private final Highlight highlight;

    CustomerReasons(List<TermMatches> terms) {
        this.terms = terms;
        this.highlight = new Highlight(Folding::fold, wanted(terms));
    }

    /** What texts have to have for each of the terms. */
    static List<Highlight.Wanted> wanted(List<TermMatches> terms) {
        return terms.stream().map(CustomerReasons::wanted).toList();
    }

    private static Highlight.Wanted wanted(TermMatches matches) {
        List<String> words = Words.of(matches.term().text(), Folding::fold);
        boolean word = matches.term() instanceof SearchTerm.Word
                && !Words.singly(matches.term().text());
        int typos = word && matches.similar() && words.size() == 1 ? Typos.allowed(words.getFirst()) : 0;
        return new Highlight.Wanted(words, word, typos);
    }

    /** Only what is strongest for each term: who is found by name is not also found by e-mail address. */
    static Set<Lane.Matched> strongest(Collection<Lane.Matched> matched) {
        return matched.stream()
                .collect(Collectors.groupingBy(
                        Lane.Matched::term, Collectors.maxBy(Comparator.comparingDouble(Lane.Matched::strength))))
                .values()
                .stream()
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    List<CustomerPage.Reason> of(Profile profile, Collection<Lane.Matched> matched) {
        var reasons = new LinkedHashSet<CustomerPage.Reason>();
        strongest(matched).stream()
                .sorted(Comparator.comparingDouble(Lane.Matched::strength)
                        .reversed()
                        .thenComparingInt(Lane.Matched::term))
                .flatMap(match -> texts(profile, match).stream()
                        .map(text -> new CustomerPage.Reason(match.match().field(), text, null, null, null)))
                .forEach(reasons::add);
        return reasons.stream().limit(MOST).toList();
    }

    private List<String> texts(Profile profile, Lane.Matched matched) {
        SearchTerm term = terms.get(matched.term()).term();
        return switch (matched.match()) {
            case CUSTOMER_ID -> List.of(Highlight.all(profile.customerId().toString()));
            case NAME -> List.of(highlight.whole(profile.name()).orElseGet(() -> Highlight.all(profile.name())));
            case CONTACT_PERSON -> marked(profile.contactPersons().stream().map(person -> person.name()), term);
            case EMAIL ->
                parts(
                        Stream.concat(
                                profile.emails().stream(),
                                profile.contactPersons().stream()
                                        .map(person -> person.email())
                                        .filter(Objects::nonNull)),
                        term);
            case PHONE ->
                digits(
                        Stream.concat(
                                profile.phones().stream(),
                                profile.contactPersons().stream()
                                        .map(person -> person.phone())
                                        .filter(Objects::nonNull)),
                        term);
            case REFERENCE ->
                parts(
                        profile.externalReferences().stream()
                                .map(reference -> reference.source() + ":" + reference.id()),
                        term);
            case PLACE ->
                marked(profile.addresses().stream().map(CustomerReasons::line).filter(line -> !line.isEmpty()), term);
            case LABEL ->
                marked(Stream.concat(profile.categories().values().stream(), Stream.ofNullable(profile.owner())), term);
            // Those are shown with the entry that has them.
            case ORDER_NUMBER, TEXT -> List.of();
        };
    }

    private static String line(Address address) {
        return Stream.of(address.street(), address.postalCode(), address.city(), address.region(), address.country())
                .filter(Objects::nonNull)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(", "));
    }

    /** Those in which the words are found, as they are written or in Latin letters; a single one in any case. */
    private List<String> marked(Stream<String> values, SearchTerm term) {
        List<String> all = values.toList();
        List<String> words = Words.of(term.text(), Folding::fold);
        List<String> marked = all.stream()
                .flatMap(value -> highlight
                        .whole(value)
                        .or(() -> isTransliterated(value, words) ? Optional.of(Highlight.all(value)) : Optional.empty())
                        .stream())
                .toList();
        return marked.isEmpty() && all.size() == 1 ? List.of(Highlight.all(all.getFirst())) : marked;
    }

    /** Whether the words are the beginnings of those of a text in Latin letters: {@code zhang}, {@code zhangchao}. */
    private static boolean isTransliterated(String text, List<String> words) {
        NameForms forms = NameForms.of(text);
        List<String> latin = Stream.of(Words.of(forms.latin(), Folding::fold), forms.compact(), forms.initials())
                .flatMap(List::stream)
                .toList();
        return !words.isEmpty()
                && words.stream().allMatch(word -> latin.stream().anyMatch(form -> form.startsWith(word)));
    }

    /** Those that have what was typed anywhere in them. */
    private List<String> parts(Stream<String> values, SearchTerm term) {
        List<String> all = values.toList();
        String folded = Folding.fold(term.text());
        var marked = new ArrayList<String>();
        for (String value : all) {
            String lower = value.toLowerCase(Locale.ROOT);
            int at = lower.length() == value.length() ? lower.indexOf(folded) : -1;
            if (at >= 0) {
                marked.add(Highlight.escaped(value.substring(0, at))
                        + Highlight.all(value.substring(at, at + folded.length()))
                        + Highlight.escaped(value.substring(at + folded.length())));
            }
        }
        return marked.isEmpty() ? marked(all.stream(), term) : marked;
    }

    /** Those that have the digits, whatever stands between them. */
    private static List<String> digits(Stream<String> values, SearchTerm term) {
        List<String> all = values.toList();
        String wanted =
                term instanceof SearchTerm.Digits number ? number.digits().replaceFirst("^0+", "") : term.text();
        List<String> marked = all.stream()
                .filter(value -> {
                    String digits = value.replaceAll("[^0-9]", "").replaceFirst("^0+", "");
                    return digits.contains(wanted) || (digits.length() >= 4 && wanted.endsWith(digits));
                })
                .map(Highlight::all)
                .toList();
        return marked.isEmpty() && all.size() == 1 ? List.of(Highlight.all(all.getFirst())) : marked;
    }
}
