package io.customer360.query.text;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.List;
import java.util.Locale;

/**
 * Reads telephone numbers as they are written in a country, and gives the digits by which they are found: with the
 * country's code ({@code 8613812345678}) and without it ({@code 13812345678}). A number that can't be one is just its
 * digits.
 */
public final class PhoneForms {

    private static final int REMEMBERED = 20_000;

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final String region;
    private final BoundedCache<String, List<String>> cache = new BoundedCache<>(REMEMBERED, this::computed);

    /** @param region ISO 3166-1 alpha-2 code of the country in which numbers without a country's code are meant */
    public PhoneForms(String region) {
        this.region = region.toUpperCase(Locale.ROOT);
        if (!numbers.getSupportedRegions().contains(this.region)) {
            throw new IllegalArgumentException(
                    "'%s' is no country with telephone numbers; use a code of two letters of ISO 3166-1, such as CN"
                            .formatted(region));
        }
    }

    /** The number's digits, the most complete form first; empty if it has none. */
    public List<String> of(String phone) {
        return cache.get(phone);
    }

    private List<String> computed(String phone) {
        String digits = digits(phone);
        try {
            var number = numbers.parse(phone, region);
            if (!numbers.isPossibleNumber(number)) {
                return digits.isEmpty() ? List.of() : List.of(digits);
            }
            String national = numbers.getNationalSignificantNumber(number);
            return List.of(number.getCountryCode() + national, national);
        } catch (NumberParseException notANumber) {
            return digits.isEmpty() ? List.of() : List.of(digits);
        }
    }

    private static String digits(String phone) {
        return phone.codePoints()
                .filter(Character::isDigit)
                .map(digit -> '0' + Character.digit(digit, 10))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
