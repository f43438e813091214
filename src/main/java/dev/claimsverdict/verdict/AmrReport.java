package dev.claimsverdict.verdict;

import java.util.List;
import java.util.Set;

/**
 * What happened to the AMR values of a sign-in.
 *
 * @param source where the values were read
 * @param received the values as sent, in their order and with duplicates
 * @param counted each value that counts, once (R1.2)
 * @param ignored each value that doesn't count, once, and why
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

    /** A value that counts. In edition 2026-07 its characteristics depend on the other values of the sign-in. */
    public record Counted(String value, Set<FactorType> factorTypes, Set<Characteristic> characteristics) {}

    /** A value that doesn't count, and why. */
    public record Ignored(String value, Why why) {}

    /**
     * Why a value is ignored: the table doesn't have it (R1.1), or it is knowledge from an IdP that is used only as a
     * factor (R3.4).
     */
    public enum Why {
        UNSUPPORTED,
        FACTOR_ONLY
    }
}
