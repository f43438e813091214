package dev.claimsverdict.verdict;

/** Which of Okta's features reads the AMR claims of an IdP, and which property of the IdP decided that (docs/rules.md section 2). */
public record Trust(Mode mode, DecidedBy decidedBy) {

    /** No claim is trusted, so no value counts. */
    public static final Trust NONE = new Trust(Mode.NONE, DecidedBy.NONE);

    /** The feature that reads the claims. */
    public enum Mode {
        CLAIMS_SHARING,
        LEGACY_MAPPING,
        NONE
    }

    /** The property of {@code policy} that switched the feature on. */
    public enum DecidedBy {
        TRUST_CLAIMS,
        MAP_AMR_CLAIMS,
        NONE
    }

    /** The trust of a mode. Each mode has exactly one property that switches it on. */
    public static Trust of(Mode mode) {
        return switch (mode) {
            case CLAIMS_SHARING -> new Trust(mode, DecidedBy.TRUST_CLAIMS);
            case LEGACY_MAPPING -> new Trust(mode, DecidedBy.MAP_AMR_CLAIMS);
            case NONE -> NONE;
        };
    }
}
