package dev.claimsverdict.policy;

import java.util.Optional;
import java.util.Set;

/**
 * A policy rule of an org (docs/rules.md section 6): whether it is in force, and for sign-ins through which IdPs.
 *
 * @param id its id, if it has one
 * @param active whether {@code status} isn't INACTIVE
 * @param idpIds the IdPs that it concerns, from {@code conditions.identityProvider}: absent means all IdPs; empty means
 *     none, as in a rule for sign-ins at Okta itself
 */
public record OrgRule(Optional<String> id, PolicyRule rule, boolean active, Optional<Set<String>> idpIds) {

    public OrgRule {
        idpIds = idpIds.map(Set::copyOf);
    }

    /** A rule that is in force for every IdP. */
    public static OrgRule ofAll(PolicyRule rule) {
        return new OrgRule(Optional.empty(), rule, true, Optional.empty());
    }

    /**
     * Whether it is in force for sign-ins through that IdP.
     *
     * @param idpId absent if the IdP has no id yet; a rule for specific IdPs then doesn't concern it
     */
    public boolean concerns(Optional<String> idpId) {
        return active
                && (idpIds.isEmpty() || idpId.filter(idpIds.get()::contains).isPresent());
    }

    /**
     * Whether it is in force for sign-ins through one of these IdPs.
     *
     * @param ids the id of each IdP, absent for one that has none yet
     */
    public boolean concernsAny(Set<Optional<String>> ids) {
        return active
                && idpIds.map(own -> own.stream().map(Optional::of).anyMatch(ids::contains))
                        .orElse(!ids.isEmpty());
    }
}
