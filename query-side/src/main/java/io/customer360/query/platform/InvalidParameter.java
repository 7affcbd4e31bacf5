package io.customer360.query.platform;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** A request's parameter has a value that it can't have. */
public final class InvalidParameter extends RuntimeException {

    private final String parameter;

    /** @param message what is wrong and what would be right, to be read after the parameter's name: "has to be …" */
    public InvalidParameter(String parameter, String message) {
        super(message);
        this.parameter = parameter;
    }

    /** For a parameter that takes one of some values. */
    public static InvalidParameter notOneOf(String parameter, String value, Collection<String> allowed) {
        String shown = value.length() <= 80 ? value : value.substring(0, 80) + "…";
        return new InvalidParameter(
                parameter,
                "can't be '%s'; use one of %s".formatted(shown, allowed.stream().collect(Collectors.joining(", "))));
    }

    /** For a parameter that takes an enum's values. */
    public static InvalidParameter notOneOf(String parameter, String value, Enum<?>[] allowed) {
        return notOneOf(parameter, value, Arrays.stream(allowed).map(Enum::name).toList());
    }

    public String parameter() {
        return parameter;
    }
}
