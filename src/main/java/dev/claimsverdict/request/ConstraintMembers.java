package dev.claimsverdict.request;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The names of the members that a rule's {@code constraints} may have, as Okta writes them (<a
 * href="https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Policy/">source</a>). Letter case
 * makes no difference.
 */
public enum ConstraintMembers {
    /** The classes in a constraint. */
    CONSTRAINT("knowledge", "possession"),

    /** The properties of the class {@code knowledge}. */
    KNOWLEDGE(
            "types",
            "methods",
            "authenticationMethods",
            "excludedAuthenticationMethods",
            "required",
            "reauthenticateIn"),

    /** The properties of the class {@code possession}. */
    POSSESSION(
            "types",
            "methods",
            "authenticationMethods",
            "excludedAuthenticationMethods",
            "required",
            "reauthenticateIn",
            "deviceBound",
            "hardwareProtection",
            "phishingResistant",
            "userPresence",
            "userVerification",
            "userVerificationMethods");

    /** A name with more typing errors than this doesn't count as misspelt. */
    private static final int MOST_ERRORS = 3;

    /** A longer name differs from every known name by more than that. */
    private static final int LONGEST = 40;

    private final List<String> names;

    ConstraintMembers(String... names) {
        this.names = List.of(names);
    }

    /** All the names. */
    List<String> names() {
        return names;
    }

    /** The name as Okta writes it, if it is one of these. */
    public Optional<String> known(String name) {
        return names.stream().filter(name::equalsIgnoreCase).findFirst();
    }

    /** The name that was probably meant. */
    public Optional<String> similar(String name) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(each -> distance(each.toLowerCase(Locale.ROOT), lower) <= MOST_ERRORS)
                .min(Comparator.comparingInt(each -> distance(each.toLowerCase(Locale.ROOT), lower)));
    }

    /** How many characters must be added, left out or replaced (Levenshtein's distance). */
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[other.length()];
    }
}
