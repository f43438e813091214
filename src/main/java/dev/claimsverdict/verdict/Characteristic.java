package dev.claimsverdict.verdict;

/** How well a user proved a factor: Okta's method characteristics (R1.3). */
public enum Characteristic {
    USER_PRESENCE,
    USER_VERIFYING,
    DEVICE_BOUND,
    HARDWARE_PROTECTED,
    PHISHING_RESISTANT
}
