package dev.claimsverdict.verdict;

import java.util.List;
import java.util.Set;

/**
 * What became of the AMR values of a sign-in.
 *
 * @param source where they were read
 * @param received as they came, in their order, duplicates and all
 * @param counted each value that counts, once (R1.2)
 * @param ignored each value that does not, once, with why
 */
public record AmrReport(Source source, List<String> received, List<Counted> counted, List<Ignored> ignored) {

    public AmrReport {
        received = List.copyOf(received);
        counted = List.copyOf(counted);
        ignored = List.copyOf(ignored);
    }

    /** Where AMR values were read. */
    public enum Source {
        ID_TOKEN,
        ACCESS_TOKEN,
        SAML_ATTRIBUTE,
        REQUEST
    }

    /** A value that counts, with the factor types and the characteristics that it gives beside the others. */
    public record Counted(String value, Set<FactorType> factorTypes, Set<Characteristic> characteristics) {}

    /** A value that doesn't count, and why. */
    public record Ignored(String value, Why why) {}

    /** Why a value is ignored: not in the table (R1.1), or knowledge from an IdP used as a factor only (R3.4). */
    public enum Why {
        UNSUPPORTED,
        FACTOR_ONLY
    }
}
