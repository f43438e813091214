package dev.claimsverdict.verdict;

/** What the judges say. */
public sealed interface Verdict permits SignInVerdict, ConfigurationVerdict, PlanVerdict {}
