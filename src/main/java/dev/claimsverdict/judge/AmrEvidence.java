package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrClaim;
import dev.claimsverdict.amr.CountedAmr;
import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.idp.OktaToOkta;
import dev.claimsverdict.judge.IdpRequest.Evidence;
import dev.claimsverdict.saml.UnverifiedResponse;
import dev.claimsverdict.token.UnverifiedToken;
import dev.claimsverdict.verdict.AmrReport.Counted;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is known about the tokens that an IdP sends (docs/rules.md, Configurations). Each sample is read once. A sample
 * token outweighs any list.
 */
final class AmrEvidence {

    private final Evidence evidence;
    private final IdpConfiguration idp;
    private final Optional<UnverifiedToken> token;
    private final Optional<UnverifiedResponse> response;
    private final Optional<AmrClaim> sample;
    private final boolean tooManyValues;
    private final String idToken;
    private final String samlResponse;
    private final String claimsSupported;
    private final String where;

    AmrEvidence(Evidence evidence, IdpConfiguration idp) {
        this.evidence = evidence;
        this.idp = idp;
        this.idToken = evidence.pointer() + "/idToken";
        this.samlResponse = evidence.pointer() + "/samlResponse";
        this.claimsSupported = evidence.pointer() + "/claimsSupported";
        this.token = evidence.idToken().flatMap(UnverifiedToken::read);
        this.response = evidence.samlResponse().map(UnverifiedResponse::read);
        Optional<AmrClaim> ofToken = token.map(UnverifiedToken::amr).map(AmrClaim::of);
        Optional<AmrClaim> ofResponse = response.flatMap(AmrEvidence::amr);
        Optional<AmrClaim> shown = ofToken.or(() -> ofResponse)
                .or(() -> evidence.amr()
                        .map(values -> idp.isSaml() ? AmrClaim.saml(values) : new AmrClaim.Values(values)));
        this.sample = shown.filter(claim -> !(claim instanceof AmrClaim.TooMany));
        this.tooManyValues = shown.isPresent() && sample.isEmpty();
        this.where =
                ofToken.isPresent() ? idToken : ofResponse.isPresent() ? samlResponse : evidence.pointer() + "/amr";
    }

    private static Optional<AmrClaim> amr(UnverifiedResponse response) {
        return switch (response) {
            case UnverifiedResponse.Sample(Optional<List<String>> sessionAmr) ->
                Optional.of(sessionAmr.<AmrClaim>map(AmrClaim::saml).orElseGet(AmrClaim.Missing::new));
            case UnverifiedResponse.Unreadable _ -> Optional.empty();
        };
    }

    /** The pointer to the evidence that the IdP sends {@code okta_auth}, if there is any (R2.1). */
    Optional<String> oktaAuth() {
        if (token.filter(each -> each.has(OktaToOkta.CLAIM)).isPresent()) {
            return Optional.of(idToken + "/claims/" + OktaToOkta.CLAIM);
        }
        return evidence.claimsSupported()
                .filter(claims -> claims.contains(OktaToOkta.CLAIM))
                .map(_ -> claimsSupported);
    }

    /** The {@code amr} of the sample, if there is one. It isn't verified. */
    Optional<AmrClaim> sample() {
        return sample;
    }

    /** The AMR values of the sample, if there is one. */
    List<String> values() {
        return sample.filter(AmrClaim.Values.class::isInstance)
                .map(claim -> ((AmrClaim.Values) claim).values())
                .orElse(List.of());
    }

    /**
     * Whether the IdP sends AMR values that count. Only for an IdP with claims sharing on.
     *
     * @param pointer JSON pointer of the IdP in the request
     */
    List<Finding> findings(RequestFacts facts, String pointer) {
        List<Finding> findings = new ArrayList<>();
        String trustClaims = pointer + IdpConfiguration.TRUST_CLAIMS_POINTER;
        if (evidence.idToken().isPresent() && token.isEmpty()) {
            findings.add(Finding.at(
                            idToken,
                            FindingCode.TOKEN_MALFORMED,
                            "The sample is not a readable signed JWT, so it is not evidence.")
                    .as(Level.WARNING));
        }
        response.ifPresent(each -> unreadable(each, findings));
        if (tooManyValues) {
            findings.add(Finding.at(
                            where,
                            FindingCode.AMR_TOO_MANY_VALUES,
                            "The sample has more than 1,000 AMR values, so it is not evidence.")
                    .as(Level.WARNING));
        }
        if (sample.isPresent()) {
            findings.addAll(ofSample(facts, trustClaims));
        } else if (evidence.claimsSupported().isPresent()) {
            boolean advertised = evidence.claimsSupported().get().contains("amr");
            findings.add(Finding.at(
                    claimsSupported, advertised ? FindingCode.AMR_EVIDENCE_PRESENT : FindingCode.AMR_NOT_ADVERTISED));
        } else {
            findings.add(Finding.at(trustClaims, FindingCode.AMR_EVIDENCE_MISSING));
        }
        return findings;
    }

    private void unreadable(UnverifiedResponse response, List<Finding> findings) {
        if (response instanceof UnverifiedResponse.Unreadable(Finding why)) {
            findings.add(new Finding(why.code(), Level.WARNING, why.message(), Optional.of(samlResponse)));
        }
    }

    private List<Finding> ofSample(RequestFacts facts, String trustClaims) {
        List<Finding> findings = new ArrayList<>();
        CountedAmr amr =
                facts.amrTable().claimsSharing().count(values(), facts.org().factorOnly());
        if (amr.counted().isEmpty()) {
            // The finding points to the switch that breaks sign-in, not to the sample that shows it.
            findings.add(Finding.at(
                    trustClaims,
                    FindingCode.FLOW_BREAKS_NO_AMR,
                    FindingCode.FLOW_BREAKS_NO_AMR.sentence() + IgnoredValues.sentences(amr, idp)));
        } else {
            String counted = amr.counted().stream().map(Counted::value).collect(Collectors.joining(", "));
            findings.add(Finding.at(
                    where,
                    FindingCode.AMR_EVIDENCE_PRESENT,
                    "The evidence shows AMR values that count: " + counted + "."));
        }
        if (amr.droppedAny()) {
            findings.add(Finding.at(where, FindingCode.FACTOR_ONLY_DROPS_KNOWLEDGE));
        }
        return findings;
    }
}
