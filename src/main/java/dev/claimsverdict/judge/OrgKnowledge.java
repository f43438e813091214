package dev.claimsverdict.judge;

import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.policy.OrgRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is known of an org besides a request: its IdPs, its rules, and evidence of what its IdPs send. What a request says
 * itself is stronger.
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

    /** A request with what it doesn't say itself. */
    public IdpRequest completing(IdpRequest request) {
        IdpRequest.Context itsOwn = request.context();
        return completed(request, itsOwn.equals(IdpRequest.Context.NONE) ? context : itsOwn, request.idpId());
    }

    /**
     * A change of a plan with what the plan doesn't know. What the plan says of an IdP is stronger than what the org's
     * snapshot says of it.
     *
     * @param address the plan's name for the IdP
     * @param changed the ids of all IdPs that the plan changes
     */
    public IdpRequest completing(IdpRequest request, String address, Set<String> changed) {
        IdpRequest.Context planned = request.context();
        List<IdpConfiguration> idps = new ArrayList<>(planned.idps());
        context.idps().stream()
                .filter(idp -> idp.id().filter(changed::contains).isEmpty())
                .forEach(idps::add);
        List<OrgRule> rules = Stream.concat(planned.rules().stream(), context.rules().stream())
                .toList();
        IdpRequest.Context both = new IdpRequest.Context(idps, rules, planned.source());
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
