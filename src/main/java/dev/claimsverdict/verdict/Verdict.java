package dev.claimsverdict.verdict;

/** The result of judging a request. */
public sealed interface Verdict permits SignInVerdict, ConfigurationVerdict, PlanVerdict, OrgVerdict {}
