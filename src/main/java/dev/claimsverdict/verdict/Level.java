package dev.claimsverdict.verdict;

/** How bad a finding is, worst first. The worst finding of a verdict decides its outcome. */
public enum Level {
    ERROR,
    WARNING,
    INFO
}
