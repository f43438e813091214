package dev.claimsverdict.verdict;

/** The result of a judgement. */
public sealed interface Verdict permits SignInVerdict, ConfigurationVerdict, PlanVerdict, OrgVerdict {}
