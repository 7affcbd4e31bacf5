package io.customer360.command.platform;

import static org.hamcrest.Matchers.containsString;

import java.util.Arrays;
import org.hamcrest.Description;
import org.hamcrest.Matcher;
import org.hamcrest.TypeSafeDiagnosingMatcher;

/** Expects a command to be refused for a reason, in words that help. */
public final class Refusal extends TypeSafeDiagnosingMatcher<Throwable> {

    private final Rejection rejection;
    private final String[] words;

    private Refusal(Rejection rejection, String[] words) {
        this.rejection = rejection;
        this.words = words;
    }

    public static Matcher<Throwable> refusal(Rejection rejection, String... words) {
        return new Refusal(rejection, words);
    }

    @Override
    protected boolean matchesSafely(Throwable thrown, Description mismatch) {
        mismatch.appendText("was ").appendValue(thrown);
        if (!(thrown instanceof Rejected rejected)) {
            return false;
        }
        mismatch.appendText(" as ").appendValue(rejected.rejection());
        return rejected.rejection() == rejection
                && Arrays.stream(words).allMatch(word -> containsString(word).matches(rejected.detail()));
    }

    @Override
    public void describeTo(Description description) {
        description.appendText("a refusal as ").appendValue(rejection).appendValueList(" with ", ", ", "", words);
    }
}
