package dev.claimsverdict.request;

import dev.claimsverdict.amr.AmrClaim;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.judge.AmrRequest;
import dev.claimsverdict.judge.IdpReference;
import dev.claimsverdict.policy.PolicyRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads requests to judge AMR values without a token (dry runs). */
public final class AmrRequestReader {

    private static final Set<String> MEMBERS = Set.of("amr", "idp", "idpId", "rule", "org", "amrTable");

    private final RequestMembers members;

    /** A reader that reads the common members with this one. */
    public AmrRequestReader(RequestMembers members) {
        this.members = members;
    }

    /** Reads a request. */
    public Reading<AmrRequest> read(StrictTree request) {
        ClientSecrets secrets = ClientSecrets.takenOutOf(request, List.of("/idp"));
        StrictTree tree = secrets.tree();
        return RequestMembers.read(tree, List.of("/idp/"), field -> {
            field.onlyMembers(MEMBERS);
            List<String> amr =
                    field.member("amr").required().strings(AmrClaim.MAX_VALUES).orElse(List.of());
            Optional<IdpReference> idp = members.idp(field, secrets);
            Optional<PolicyRule> rule = RequestMembers.rule(field);
            return new AmrRequest(
                    members.facts(tree, field, members.known(field), List.of("/idp/")),
                    new AmrClaim.Values(amr),
                    idp.orElse(RequestMembers.NO_IDP),
                    rule);
        });
    }
}
