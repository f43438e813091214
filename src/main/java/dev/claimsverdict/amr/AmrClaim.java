package dev.claimsverdict.amr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An {@code amr} as an IdP sent it, before any table is asked. */
public sealed interface AmrClaim {

    /** There is no such claim, or it is null. */
    record Missing() implements AmrClaim {}

    /**
     * A list of strings, perhaps empty.
     *
     * @param values as they came
     */
    record Values(List<String> values) implements AmrClaim {
        public Values {
            values = List.copyOf(values);
        }
    }

    /**
     * Something that is no array of strings (R3.1).
     *
     * @param strings what of it could be read as values
     */
    record NotArray(List<String> strings) implements AmrClaim {
        public NotArray {
            strings = List.copyOf(strings);
        }
    }

    /**
     * The claim as JSON had it.
     *
     * @param json String, List, Map, Boolean or a number; nothing for absent and null
     */
    static AmrClaim of(Optional<Object> json) {
        if (json.isEmpty()) {
            return new Missing();
        }
        if (json.get() instanceof List<?> elements) {
            List<String> strings = strings(elements);
            return strings.size() == elements.size() ? new Values(strings) : new NotArray(strings);
        }
        return new NotArray(strings(List.of(json.get())));
    }

    private static List<String> strings(List<?> elements) {
        return elements.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    /** Whether there is a value in it, counted or not: if not, Okta looks into the access token (R3.2). */
    default boolean hasValues() {
        return switch (this) {
            case Missing() -> false;
            case Values(List<String> values) -> !values.isEmpty();
            case NotArray(List<String> _) -> true;
        };
    }

    /**
     * The values of a SAML attribute {@code session.amr}: each of its values may hold several with commas between, and
     * white space around a value is dropped (R3.3).
     */
    static Values saml(List<String> attributeValues) {
        List<String> values = new ArrayList<>();
        for (String attributeValue : attributeValues) {
            int end;
            for (int start = 0; start <= attributeValue.length(); start = end + 1) {
                int comma = attributeValue.indexOf(',', start);
                end = comma < 0 ? attributeValue.length() : comma;
                String value = attributeValue.substring(start, end).strip();
                if (!value.isEmpty()) {
                    values.add(value);
                }
            }
        }
        return new Values(values);
    }
}
