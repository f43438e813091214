package dev.claimsverdict.verdict;

/** What kind of thing a user proved (R1.3). Okta's policy API calls them authenticator classes. */
public enum FactorType {
    KNOWLEDGE,
    POSSESSION,
    BIOMETRIC
}
