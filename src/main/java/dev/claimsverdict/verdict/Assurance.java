package dev.claimsverdict.verdict;

import java.util.Set;

/**
 * What the counted values add up to.
 *
 * @param multiFactor whether there are two different factor types, or the value {@code mfa} (R4.6)
 */
public record Assurance(Set<FactorType> factorTypes, Set<Characteristic> characteristics, boolean multiFactor) {}
