package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrClaim;
import dev.claimsverdict.amr.CountedAmr;
import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.judge.IdpRequest.Evidence;
import dev.claimsverdict.judge.IdpRequest.Subject;
import dev.claimsverdict.token.UnverifiedToken;
import dev.claimsverdict.verdict.AmrReport.Counted;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** If claims sharing is on, does the IdP send AMR values that count (section 6)? A sample token outweighs any list. */
final class AmrEvidence {

    private static final String ID_TOKEN = "/evidence/idToken";

    private final IdpRequest request;
    private final Subject.Readable subject;
    private final List<Finding> findings = new ArrayList<>();

    private AmrEvidence(IdpRequest request, Subject.Readable subject) {
        this.request = request;
        this.subject = subject;
    }

    /** Findings about the evidence, or about its absence. */
    static List<Finding> findings(IdpRequest request, Subject.Readable subject) {
        AmrEvidence evidence = new AmrEvidence(request, subject);
        evidence.weigh(request.evidence());
        return evidence.findings;
    }

    /** The AMR values of the sample, if there is one. */
    static List<String> values(Evidence evidence, IdpConfiguration idp) {
        return values(ofToken(evidence)
                .or(() -> evidence.amr().map(amr -> ofValues(amr, idp)))
                .orElse(new AmrClaim.Missing()));
    }

    private static List<String> values(AmrClaim claim) {
        return claim instanceof AmrClaim.Values(List<String> values) ? values : List.of();
    }

    private static Optional<AmrClaim> ofToken(Evidence evidence) {
        return evidence.idToken()
                .flatMap(UnverifiedToken::read)
                .map(UnverifiedToken::amr)
                .map(AmrClaim::of);
    }

    private static AmrClaim ofValues(List<String> amr, IdpConfiguration idp) {
        return idp.isSaml() ? AmrClaim.saml(amr) : new AmrClaim.Values(amr);
    }

    private void weigh(Evidence evidence) {
        Optional<AmrClaim> ofToken = ofToken(evidence);
        if (evidence.idToken().isPresent() && ofToken.isEmpty()) {
            findings.add(Finding.at(
                            ID_TOKEN,
                            FindingCode.TOKEN_MALFORMED,
                            "The sample is not a readable signed JWT, so it is not evidence.")
                    .as(Level.WARNING));
        }
        if (ofToken.isPresent()) {
            sample(ofToken.get(), ID_TOKEN);
        } else if (evidence.amr().isPresent()) {
            sample(ofValues(evidence.amr().get(), subject.idp()), "/evidence/amr");
        } else if (evidence.claimsSupported().isPresent()) {
            boolean advertised = evidence.claimsSupported().get().contains("amr");
            findings.add(Finding.at(
                    "/evidence/claimsSupported",
                    advertised ? FindingCode.AMR_EVIDENCE_PRESENT : FindingCode.AMR_NOT_ADVERTISED));
        } else {
            findings.add(Finding.at(trustClaims(), FindingCode.AMR_EVIDENCE_MISSING));
        }
    }

    private void sample(AmrClaim claim, String where) {
        CountedAmr amr = request.facts()
                .amrTable()
                .claimsSharing()
                .count(values(claim), request.facts().org().factorOnly());
        if (amr.counted().isEmpty()) {
            // The finding points to the switch that breaks sign-in, not to the sample that shows it.
            findings.add(Finding.at(
                    trustClaims(),
                    FindingCode.FLOW_BREAKS_NO_AMR,
                    FindingCode.FLOW_BREAKS_NO_AMR.sentence() + IgnoredValues.told(amr, subject.idp())));
        } else {
            String values = amr.counted().stream().map(Counted::value).collect(Collectors.joining(", "));
            findings.add(Finding.at(
                    where,
                    FindingCode.AMR_EVIDENCE_PRESENT,
                    "The evidence shows AMR values that count: " + values + "."));
        }
        if (amr.droppedAny()) {
            findings.add(Finding.at(where, FindingCode.FACTOR_ONLY_DROPS_KNOWLEDGE));
        }
    }

    private String trustClaims() {
        return subject.pointer() + IdpConfiguration.TRUST_CLAIMS_POINTER;
    }
}
