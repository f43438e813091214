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
 * Which of the org's features reads the AMR claims of an IdP (section 2), and what is to be said beside it.
 *
 * @param okta whether the claims are Okta-to-Okta ones, which nothing here can judge (R2.1)
 */
public record TrustDecision(Trust trust, boolean okta, List<Finding> findings) {

    private static final String OKTA_INTEGRATION = "OKTA_INTEGRATION";
    private static final Set<String> CLAIMS_SHARING_TYPES = Set.of("OIDC", "SAML2");
    private static final Set<String> LEGACY_MAPPING_TYPES = Set.of("OIDC");

    private static final Optional<Boolean> ANY = Optional.empty();
    private static final Optional<Boolean> ON = Optional.of(true);
    private static final Optional<Boolean> OFF = Optional.of(false);
    private static final Optional<Boolean> YES = ON;
    private static final Optional<Boolean> NO = OFF;

    /** The table of section 2, row for row; the row with {@code mapAMRClaims} "any" stands here as its two halves. */
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
            findings.add(finding(code, row.mode, pointer));
        }
        if (idp.policy().trustClaims() && idp.type().equals(OKTA_INTEGRATION)) {
            findings.add(Finding.at(pointer + "/type", FindingCode.OKTA_TO_OKTA_OPAQUE));
            return new TrustDecision(Trust.NONE, true, findings);
        }
        if (idp.policy().trustClaims() && !CLAIMS_SHARING_TYPES.contains(idp.type())
                || row.mode == LEGACY_MAPPING && !LEGACY_MAPPING_TYPES.contains(idp.type())) {
            findings.add(Finding.at(pointer + "/type", FindingCode.TYPE_NOT_DOCUMENTED));
            return new TrustDecision(Trust.NONE, false, findings);
        }
        return new TrustDecision(Trust.of(row.mode), false, findings);
    }

    private static Finding finding(FindingCode code, Trust.Mode mode, String pointer) {
        String property = code == CLAIMS_SHARING_FEATURE_OFF ? "/policy/trustClaims" : "/policy/mapAMRClaims";
        Finding finding = Finding.at(pointer + property, code);
        // Beside trustClaims: true it changes nothing; alone it silently switches trust off (section 6).
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
