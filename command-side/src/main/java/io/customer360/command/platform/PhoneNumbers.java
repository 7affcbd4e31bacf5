package io.customer360.command.platform;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells whether two phone numbers that are written differently are the same. */
public final class PhoneNumbers {

    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    private final String defaultRegion;

    /** @param defaultRegion where numbers without a country code belong, ISO 3166-1 alpha-2 */
    public PhoneNumbers(String defaultRegion) {
        this.defaultRegion = defaultRegion;
    }

    /**
     * {@code +8613800138000} for {@code 138 0013 8000}; the digits alone of what is no complete number, such as 8888.
     */
    public String comparable(String phone) {
        try {
            PhoneNumber number = library.parse(phone, defaultRegion);
            if (library.isPossibleNumber(number)) {
                String extension = number.hasExtension() ? ";ext=" + number.getExtension() : "";
                return library.format(number, PhoneNumberFormat.E164) + extension;
            }
        } catch (NumberParseException notANumberOfAnyCountry) {
            // Internal lines and short numbers belong to no country's plan; their digits are all that there is.
            return digits(phone);
        }
        return digits(phone);
    }

    public boolean same(String one, String other) {
        return one.equals(other) || comparable(one).equals(comparable(other));
    }

    /** The phones as they are written, each number once. */
    public List<String> distinct(List<String> phones) {
        Map<String, String> byNumber = new LinkedHashMap<>();
        phones.forEach(phone -> byNumber.putIfAbsent(comparable(phone), phone));
        return List.copyOf(byNumber.values());
    }

    public ContactPoint contactPoint(String phone) {
        return new ContactPoint(ContactPoint.Kind.PHONE, comparable(phone));
    }

    /** In ASCII, whichever script they are written in. What has none is only the same as itself. */
    private static String digits(String phone) {
        String digits = phone.codePoints()
                .filter(Character::isDigit)
                .map(digit -> Character.digit(digit, 10))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining());
        return digits.isEmpty() ? phone.strip() : digits;
    }
}
