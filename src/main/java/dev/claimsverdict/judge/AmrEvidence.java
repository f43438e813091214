package dev.claimsverdict.judge;

import dev.claimsverdict.amr.AmrClaim;
import dev.claimsverdict.amr.CountedAmr;
import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.judge.IdpRequest.Evidence;
import dev.claimsverdict.judge.IdpRequest.Subject;
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

/** Claims sharing is on: does the IdP send AMR values that count (section 6)? A sample token outranks any list. */
final class AmrEvidence {

    private static final String ID_TOKEN = "/evidence/idToken";
    private static final String SAML_RESPONSE = "/evidence/samlResponse";

    private final IdpRequest request;
    private final Subject.Readable subject;
    private final List<Finding> findings = new ArrayList<>();

    private AmrEvidence(IdpRequest request, Subject.Readable subject) {
        this.request = request;
        this.subject = subject;
    }

    /** What the evidence shows, or that there is none. */
    static List<Finding> findings(IdpRequest request, Subject.Readable subject) {
        AmrEvidence evidence = new AmrEvidence(request, subject);
        evidence.weigh(request.evidence());
        return evidence.findings;
    }

    private void weigh(Evidence evidence) {
        Optional<AmrClaim> ofToken = evidence.idToken()
                .flatMap(UnverifiedToken::read)
                .map(UnverifiedToken::amr)
                .map(AmrClaim::of);
        if (evidence.idToken().isPresent() && ofToken.isEmpty()) {
            findings.add(Finding.at(
                            ID_TOKEN,
                            FindingCode.TOKEN_MALFORMED,
                            "The sample is not a signed JWT that can be read, so it is no evidence.")
                    .as(Level.WARNING));
        }
        Optional<UnverifiedResponse> response = evidence.samlResponse().map(UnverifiedResponse::read);
        response.ifPresent(this::unreadable);
        if (ofToken.isPresent()) {
            sample(ofToken.get(), ID_TOKEN);
        } else if (response.orElse(null) instanceof UnverifiedResponse.Sample(Optional<List<String>> sessionAmr)) {
            sample(sessionAmr.<AmrClaim>map(AmrClaim::saml).orElseGet(AmrClaim.Missing::new), SAML_RESPONSE);
        } else if (evidence.amr().isPresent()) {
            List<String> values = evidence.amr().get();
            sample(subject.idp().isSaml() ? AmrClaim.saml(values) : new AmrClaim.Values(values), "/evidence/amr");
        } else if (evidence.claimsSupported().isPresent()) {
            boolean advertised = evidence.claimsSupported().get().contains("amr");
            findings.add(Finding.at(
                    "/evidence/claimsSupported",
                    advertised ? FindingCode.AMR_EVIDENCE_PRESENT : FindingCode.AMR_NOT_ADVERTISED));
        } else {
            findings.add(Finding.at(trustClaims(), FindingCode.AMR_EVIDENCE_MISSING));
        }
    }

    private void unreadable(UnverifiedResponse response) {
        if (response instanceof UnverifiedResponse.Unreadable(Finding why)) {
            findings.add(new Finding(why.code(), Level.WARNING, why.message(), Optional.of(SAML_RESPONSE)));
        }
    }

    private void sample(AmrClaim claim, String where) {
        List<String> received = claim instanceof AmrClaim.Values(List<String> values) ? values : List.of();
        CountedAmr amr = request.facts()
                .amrTable()
                .claimsSharing()
                .count(received, request.facts().org().factorOnly());
        if (amr.counted().isEmpty()) {
            // The field that breaks the flow is the switch, not the sample that shows it.
            findings.add(Finding.at(trustClaims(), FindingCode.FLOW_BREAKS_NO_AMR));
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
