package dev.claimsverdict.idp;

import static dev.claimsverdict.verdict.FindingCode.AMR_MAPPING_FEATURE_OFF;
import static dev.claimsverdict.verdict.FindingCode.CLAIMS_SHARING_FEATURE_OFF;
import static dev.claimsverdict.verdict.FindingCode.MAP_AMR_CLAIMS_IGNORED;
import static dev.claimsverdict.verdict.Trust.Mode.CLAIMS_SHARING;
import static dev.claimsverdict.verdict.Trust.Mode.LEGACY_MAPPING;

import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.Level;
import dev.claimsverdict.verdict.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which of the org's features reads an IdP's AMR claims (docs/rules.md section 2), with the findings about that.
 *
 * @param okta whether the IdP is an Okta org whose claims are trusted: they come in {@code okta_auth}, which nothing here
 *     can judge (R2.1)
 */
public record TrustDecision(Trust trust, boolean okta, List<Finding> findings) {

    private static final Set<String> CLAIMS_SHARING_TYPES = Set.of("OIDC", "SAML2");

    /** The guide describes only OIDC. Only release note 2024.08.2 mentions SAML2 (R2.2). */
    private static final Set<String> LEGACY_MAPPING_TYPES = Set.of("OIDC", "SAML2");

    private static final String MAP_AMR_CLAIMS = "/policy/mapAMRClaims";

    /** Tells that Okta's texts disagree (R2.4). */
    private static final String OTHER_READING = MAP_AMR_CLAIMS_IGNORED.sentence()
            + " Okta's texts disagree here. One says that claims sharing is the only feature considered once the org has it."
            + " Another can be read to ignore mapAMRClaims only for a trusted IdP, so that Okta would read this IdP's claims."
            + " This verdict follows the first.";

    private static final Optional<Boolean> ANY = Optional.empty();
    private static final Optional<Boolean> ON = Optional.of(true);
    private static final Optional<Boolean> OFF = Optional.of(false);
    private static final Optional<Boolean> YES = ON;
    private static final Optional<Boolean> NO = OFF;

    /** The table of section 2, row by row. Its row with {@code mapAMRClaims} "any" is two rows here. */
    private static final List<Row> TABLE = List.of(
            // claimsSharing, amrClaimsMapping, trustClaims, mapAMRClaims -> mode, findings
            new Row(ON, ANY, YES, NO, CLAIMS_SHARING),
            new Row(ON, ANY, YES, YES, CLAIMS_SHARING, MAP_AMR_CLAIMS_IGNORED),
            new Row(ON, ANY, NO, YES, Trust.Mode.NONE, MAP_AMR_CLAIMS_IGNORED),
            new Row(ON, ANY, NO, NO, Trust.Mode.NONE),
            new Row(OFF, ANY, YES, NO, Trust.Mode.NONE, CLAIMS_SHARING_FEATURE_OFF),
            new Row(OFF, ANY, YES, YES, Trust.Mode.NONE, CLAIMS_SHARING_FEATURE_OFF, MAP_AMR_CLAIMS_IGNORED),
            new Row(OFF, ON, NO, YES, LEGACY_MAPPING),
            new Row(OFF, OFF, NO, YES, Trust.Mode.NONE, AMR_MAPPING_FEATURE_OFF),
            new Row(OFF, ANY, NO, NO, Trust.Mode.NONE));

    public TrustDecision {
        findings = List.copyOf(findings);
    }

    /**
     * Decides for an IdP in an org.
     *
     * @param pointer JSON pointer of the IdP in the request, for the findings
     */
    public static TrustDecision of(IdpConfiguration idp, Org org, String pointer) {
        Row row = TABLE.stream()
                .filter(each -> each.matches(idp, org))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the trust table has a gap"));
        List<Finding> findings = new ArrayList<>();
        for (FindingCode code : row.codes) {
            findings.add(finding(code, row.mode, org, idp, pointer));
        }
        Optional<String> okta = idp.policy().trustClaims() ? OktaToOkta.shownAt(idp) : Optional.empty();
        if (okta.isPresent()) {
            findings.add(Finding.at(pointer + okta.get(), FindingCode.OKTA_TO_OKTA_OPAQUE));
            boolean documented = CLAIMS_SHARING_TYPES.contains(idp.type());
            return new TrustDecision(documented ? Trust.of(row.mode) : Trust.NONE, true, findings);
        }
        if (idp.policy().trustClaims() && !CLAIMS_SHARING_TYPES.contains(idp.type())
                || row.mode == LEGACY_MAPPING && !LEGACY_MAPPING_TYPES.contains(idp.type())) {
            findings.add(Finding.at(pointer + "/type", FindingCode.TYPE_NOT_DOCUMENTED));
            return new TrustDecision(Trust.NONE, false, findings);
        }
        if (row.mode == LEGACY_MAPPING && idp.isSaml()) {
            findings.add(Finding.at(pointer + MAP_AMR_CLAIMS, FindingCode.LEGACY_SAML_UNDOCUMENTED));
        }
        return new TrustDecision(Trust.of(row.mode), false, findings);
    }

    /** Whether AMR values are counted. Those of another Okta org aren't (R2.1). */
    public boolean countsAmr() {
        return trust.mode() != Trust.Mode.NONE && !okta;
    }

    /** Whether claims sharing counts the AMR values. */
    public boolean sharesAmr() {
        return trust.mode() == CLAIMS_SHARING && !okta;
    }

    /**
     * The decision if a token of the IdP, or its discovery document, has the claim {@code okta_auth}: then the IdP is an
     * Okta org, whatever its configuration looks like (R2.1). Without claims sharing the claim makes no difference.
     *
     * @param pointer JSON pointer of the IdP in the request
     * @param claim JSON pointer of the claim
     */
    public TrustDecision withOktaAuth(IdpConfiguration idp, String pointer, String claim) {
        if (!okta && trust.mode() != CLAIMS_SHARING) {
            return this;
        }
        List<Finding> all = new ArrayList<>(findings);
        if (!okta) {
            all.add(Finding.at(claim, FindingCode.OKTA_TO_OKTA_OPAQUE));
        }
        OktaToOkta.customHostAt(idp)
                .ifPresent(url -> all.add(Finding.at(pointer + url, FindingCode.OKTA_CUSTOM_DOMAIN)));
        return new TrustDecision(trust, true, all);
    }

    private static Finding finding(FindingCode code, Trust.Mode mode, Org org, IdpConfiguration idp, String pointer) {
        String property = code == CLAIMS_SHARING_FEATURE_OFF ? IdpConfiguration.TRUST_CLAIMS_POINTER : MAP_AMR_CLAIMS;
        if (code == MAP_AMR_CLAIMS_IGNORED && !idp.policy().trustClaims() && org.amrClaimsMapping()) {
            return Finding.at(pointer + property, code, OTHER_READING);
        }
        Finding finding = Finding.at(pointer + property, code);
        // With trustClaims true, Okta trusts the claims anyway. Otherwise it silently doesn't (docs/rules.md section
        // 6).
        return code == MAP_AMR_CLAIMS_IGNORED && mode == CLAIMS_SHARING ? finding.as(Level.INFO) : finding;
    }

    private static final class Row {
        private final Optional<Boolean> claimsSharing;
        private final Optional<Boolean> amrClaimsMapping;
        private final Optional<Boolean> trustClaims;
        private final Optional<Boolean> mapAmrClaims;
        private final Trust.Mode mode;
        private final List<FindingCode> codes;

        Row(
                Optional<Boolean> claimsSharing,
                Optional<Boolean> amrClaimsMapping,
                Optional<Boolean> trustClaims,
                Optional<Boolean> mapAmrClaims,
                Trust.Mode mode,
                FindingCode... codes) {
            this.claimsSharing = claimsSharing;
            this.amrClaimsMapping = amrClaimsMapping;
            this.trustClaims = trustClaims;
            this.mapAmrClaims = mapAmrClaims;
            this.mode = mode;
            this.codes = List.of(codes);
        }

        boolean matches(IdpConfiguration idp, Org org) {
            return fits(claimsSharing, org.claimsSharing())
                    && fits(amrClaimsMapping, org.amrClaimsMapping())
                    && fits(trustClaims, idp.policy().trustClaims())
                    && fits(mapAmrClaims, idp.policy().mapAmrClaims());
        }

        private static boolean fits(Optional<Boolean> cell, boolean actual) {
            return cell.isEmpty() || cell.get() == actual;
        }
    }
}
