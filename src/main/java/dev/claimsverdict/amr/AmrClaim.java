package dev.claimsverdict.amr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An {@code amr} as the IdP sent it, before it is looked up in a table. */
public sealed interface AmrClaim {

    /** The most values of one {@code amr}. A real sign-in has a handful, and a verdict lists all of them. */
    int MAX_VALUES = 1_000;

    /** There is no such claim, or it is null. */
    record Missing() implements AmrClaim {}

    /**
     * A list of strings, perhaps empty.
     *
     * @param values as sent, in their order and with duplicates
     */
    record Values(List<String> values) implements AmrClaim {
        public Values {
            values = List.copyOf(values);
        }
    }

    /**
     * A value that isn't an array of strings (R3.1).
     *
     * @param strings the strings found in it
     */
    record NotArray(List<String> strings) implements AmrClaim {
        public NotArray {
            strings = List.copyOf(strings);
        }
    }

    /** More than {@link #MAX_VALUES} values (R3.1). None of them is read. */
    record TooMany() implements AmrClaim {}

    /**
     * Reads the claim's JSON.
     *
     * @param json a String, List, Map, Boolean or number; empty if the claim is absent or null
     */
    static AmrClaim of(Optional<Object> json) {
        if (json.isEmpty()) {
            return new Missing();
        }
        if (json.get() instanceof List<?> elements) {
            if (elements.size() > MAX_VALUES) {
                return new TooMany();
            }
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

    /** Whether the claim has any value, counted or not. If it has none, Okta looks into the access token (R3.2). */
    default boolean hasValues() {
        return switch (this) {
            case Missing() -> false;
            case Values(List<String> values) -> !values.isEmpty();
            case NotArray(List<String> _) -> true;
            case TooMany() -> true;
        };
    }

    /**
     * The values of a SAML attribute {@code session.amr}. Each attribute value may hold several AMR values separated by
     * commas; white space around them is dropped (R3.3).
     */
    static AmrClaim saml(List<String> attributeValues) {
        List<String> values = new ArrayList<>();
        for (String attributeValue : attributeValues) {
            int end;
            for (int start = 0; start <= attributeValue.length(); start = end + 1) {
                int comma = attributeValue.indexOf(',', start);
                end = comma < 0 ? attributeValue.length() : comma;
                String value = attributeValue.substring(start, end).strip();
                if (!value.isEmpty()) {
                    if (values.size() == MAX_VALUES) {
                        return new TooMany();
                    }
                    values.add(value);
                }
            }
        }
        return new Values(values);
    }
}
