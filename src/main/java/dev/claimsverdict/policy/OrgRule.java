package dev.claimsverdict.policy;

import java.util.Optional;
import java.util.Set;

/**
 * A policy rule as it stands in an org (section 6): whether it is in force, and for sign-ins through which IdPs.
 *
 * @param active {@code status} is not INACTIVE
 * @param idpIds the IdPs that it concerns, by {@code conditions.identityProvider}; absent for all of them, empty for
 *     none, as where the provider is Okta itself
 */
public record OrgRule(PolicyRule rule, boolean active, Optional<Set<String>> idpIds) {

    public OrgRule {
        idpIds = idpIds.map(Set::copyOf);
    }

    /** A rule that is in force for every IdP. */
    public static OrgRule ofAll(PolicyRule rule) {
        return new OrgRule(rule, true, Optional.empty());
    }

    /**
     * Whether it is in force for sign-ins through that IdP.
     *
     * @param idpId absent when the IdP has no id yet: then a rule for specific IdPs is not for it
     */
    public boolean concerns(Optional<String> idpId) {
        return active
                && (idpIds.isEmpty() || idpId.filter(idpIds.get()::contains).isPresent());
    }

    /**
     * Whether it is in force for sign-ins through one of these IdPs.
     *
     * @param ids each IdP's id, absent where it has none yet
     */
    public boolean concernsAny(Set<Optional<String>> ids) {
        return active
                && idpIds.map(own -> own.stream().map(Optional::of).anyMatch(ids::contains))
                        .orElse(!ids.isEmpty());
    }
}
