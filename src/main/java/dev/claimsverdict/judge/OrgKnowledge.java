package dev.claimsverdict.judge;

import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.policy.OrgRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is known about an org in addition to a request: its IdPs, its rules, and evidence of what its IdPs send. What
 * the request itself says takes precedence.
 *
 * @param context the org's IdPs and rules
 * @param evidence by an IdP's id, or by the address of its resource in a Terraform plan
 * @param fingerprint identifies all of it, for the ids of decisions; empty if nothing is known
 */
public record OrgKnowledge(IdpRequest.Context context, Map<String, IdpRequest.Evidence> evidence, String fingerprint) {

    /** Nothing is known. */
    public static final OrgKnowledge NONE = new OrgKnowledge(IdpRequest.Context.NONE, Map.of(), "");

    public OrgKnowledge {
        evidence = Map.copyOf(evidence);
    }

    /** The request, completed with what it doesn't say itself. */
    public IdpRequest completing(IdpRequest request) {
        IdpRequest.Context itsOwn = request.context();
        return completed(request, itsOwn.equals(IdpRequest.Context.NONE) ? context : itsOwn, request.idpId());
    }

    /**
     * This knowledge without the IdPs and rules for which a plan has newer values.
     *
     * @param idpIds the ids of all IdPs that the plan changes
     * @param ruleIds the ids of all rules that the plan has, before or after its changes
     */
    public OrgKnowledge without(Set<String> idpIds, Set<String> ruleIds) {
        List<IdpConfiguration> idps = context.idps().stream()
                .filter(idp -> idp.id().filter(idpIds::contains).isEmpty())
                .toList();
        List<OrgRule> rules = context.rules().stream()
                .filter(rule -> rule.id().filter(ruleIds::contains).isEmpty())
                .toList();
        return new OrgKnowledge(new IdpRequest.Context(idps, rules, context.source()), evidence, fingerprint);
    }

    /**
     * A change of a plan, completed with what the plan doesn't say.
     *
     * @param address the plan's name for the IdP
     */
    public IdpRequest completing(IdpRequest request, String address) {
        IdpRequest.Context planned = request.context();
        IdpRequest.Context both = new IdpRequest.Context(
                Stream.concat(planned.idps().stream(), context.idps().stream()).toList(),
                Stream.concat(planned.rules().stream(), context.rules().stream())
                        .toList(),
                planned.source());
        return completed(request, both, evidence.containsKey(address) ? Optional.of(address) : request.idpId());
    }

    private IdpRequest completed(IdpRequest request, IdpRequest.Context org, Optional<String> name) {
        if (fingerprint.isEmpty()) {
            return request;
        }
        IdpRequest.Evidence known = name.map(evidence::get).orElse(IdpRequest.Evidence.NONE);
        return new IdpRequest(
                request.facts().besides(fingerprint),
                request.before(),
                request.after(),
                request.evidence().equals(IdpRequest.Evidence.NONE) ? known : request.evidence(),
                org);
    }
}
