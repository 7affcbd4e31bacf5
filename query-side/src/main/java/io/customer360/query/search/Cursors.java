package io.customer360.query.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import io.customer360.platform.json.EventJson;
import io.customer360.platform.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import tools.jackson.databind.json.JsonMapper;

/** Gives out cursors and takes them back. */
final class Cursors {

    private static final JsonMapper JSON = EventJson.mapper();

    private final CursorSeal seal;

    Cursors(CursorSeal seal) {
        this.seal = seal;
    }

    /**
     * Where a page ended.
     *
     * @param after what the last item is sorted by: numbers, texts and nulls
     * @param apart the numbers of the terms whose parts were searched for as terms of their own
     * @param similar the numbers of the terms that were searched for with typos
     * @param currency by whose revenue equally good customers are ordered
     */
    record Place(
            List<@Nullable Object> after,
            List<Integer> apart,
            List<Integer> similar,
            @Nullable String currency) {

        static Place of(
                List<FieldValue> sort,
                Collection<Integer> apart,
                Collection<Integer> similar,
                @Nullable String currency) {
            var after = new ArrayList<@Nullable Object>();
            sort.forEach(value -> after.add(value.isNull() ? null : value._get()));
            return new Place(after, List.copyOf(apart), List.copyOf(similar), currency);
        }

        List<FieldValue> sortValues() {
            return after.stream()
                    .map(value -> switch (value) {
                        case null -> FieldValue.NULL;
                        case String text -> FieldValue.of(text);
                        case Integer number -> FieldValue.of(number.longValue());
                        case Long number -> FieldValue.of(number);
                        case Number number -> FieldValue.of(number.doubleValue());
                        default -> throw new IllegalStateException("A cursor was sealed with " + value.getClass());
                    })
                    .toList();
        }
    }

    String give(String fingerprint, Place place) {
        return seal.seal(fingerprint, JSON.writeValueAsString(place));
    }

    @Nullable
    Place take(String fingerprint, @Nullable String cursor) {
        return cursor == null
                ? null
                : seal.open(fingerprint, cursor)
                        .map(place -> JSON.readValue(place, Place.class))
                        .orElseThrow(Cursors::invalid);
    }

    private static ErrorResponseException invalid() {
        return new ErrorResponseException(
                HttpStatus.BAD_REQUEST,
                Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "INVALID_CURSOR",
                        "The cursor was not given out for this question, or not lately. Send the same parameters as"
                            + " for the page before, with its 'next' as cursor; or leave the cursor out and begin with"
                            + " the first page.",
                        List.of(new Problem.FieldError("cursor", "does not belong to this question"))),
                null);
    }
}
