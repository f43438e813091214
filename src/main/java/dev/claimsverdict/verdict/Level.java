package dev.claimsverdict.verdict;

/** How bad a finding is, worst first. The worst one of a verdict decides it. */
public enum Level {
    ERROR,
    WARNING,
    INFO
}
