package io.customer360.command.platform;

import java.util.Locale;

/**
 * A way to reach somebody, in the form in which two of them can be compared.
 *
 * @param value an e-mail address in lower case, or a phone number in the form that {@link PhoneNumbers} gives it
 */
public record ContactPoint(Kind kind, String value) implements Comparable<ContactPoint> {

    /** What kind of way it is. */
    public enum Kind {
        EMAIL,
        PHONE
    }

    /** The form in which e-mail addresses are stored and compared: nobody tells two by their capitals. */
    public static String lowerCased(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    public static ContactPoint email(String email) {
        return new ContactPoint(Kind.EMAIL, lowerCased(email));
    }

    @Override
    public int compareTo(ContactPoint other) {
        int byKind = kind.compareTo(other.kind);
        return byKind == 0 ? value.compareTo(other.value) : byKind;
    }
}
