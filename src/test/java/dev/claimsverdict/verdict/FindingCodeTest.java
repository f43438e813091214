package dev.claimsverdict.verdict;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue: it has the codes that callers rely on, and each entry is complete. */
class FindingCodeTest {

    /** Sections of the rules, and their rules. */
    private static final Set<String> RULES = Set.of(
            "1", "2", "3", "4", "5", "6", "R1.1", "R1.2", "R1.3", "R1.4", "R2.1", "R2.2", "R2.3", "R3.1", "R3.2",
            "R3.3", "R3.4", "R3.5", "R4.1", "R4.2", "R4.3", "R4.4", "R4.5", "R4.6", "R4.7", "R4.8", "R4.9", "R4.10",
            "R4.11", "R4.12", "R4.13", "R4.14", "R4.15", "R4.16", "R5.1", "R5.2", "R5.3", "R5.4", "R5.5");

    @ParameterizedTest
    @ValueSource(
            strings = {
                // of tokens and AMR values
                "TOKEN_MALFORMED",
                "TOKEN_TOO_LARGE",
                "TOKEN_ALGORITHM_REFUSED",
                "TOKEN_CRITICAL_HEADER",
                "TOKEN_KEY_NOT_FOUND",
                "TOKEN_KEY_AMBIGUOUS",
                "TOKEN_KEY_UNSUITABLE",
                "TOKEN_SIGNATURE_INVALID",
                "TOKEN_CLAIM_MISSING",
                "TOKEN_ISSUER_MISMATCH",
                "TOKEN_AUDIENCE_MISMATCH",
                "TOKEN_AUDIENCE_UNTRUSTED",
                "TOKEN_AZP_MISMATCH",
                "TOKEN_EXPIRED",
                "TOKEN_NOT_YET_VALID",
                "TOKEN_ISSUED_IN_FUTURE",
                "TOKEN_NONCE_MISMATCH",
                "TOKEN_AUTH_TOO_OLD",
                "AT_HASH_MISMATCH",
                "KEYS_UNAVAILABLE",
                "KEYS_STALE",
                "IDP_UNKNOWN",
                "FACTORS_MISSING",
                "CHARACTERISTICS_MISSING",
                "RULE_SATISFIED",
                "AMR_USABLE",
                "DUPLICATE_MEMBER",
                // sections 2 to 4 of the rules
                "MAP_AMR_CLAIMS_IGNORED",
                "CLAIMS_SHARING_FEATURE_OFF",
                "AMR_MAPPING_FEATURE_OFF",
                "TYPE_NOT_DOCUMENTED",
                "OKTA_TO_OKTA_OPAQUE",
                "IDP_INACTIVE",
                "AMR_NOT_ARRAY",
                "ACCESS_TOKEN_INVALID",
                "AMR_MISSING",
                "AMR_EMPTY",
                "AMR_ALL_UNSUPPORTED",
                "AMR_ALL_DROPPED",
                "RULE_DENIES",
                "METHOD_CHAIN",
                "VERIFICATION_METHOD_NOT_ASSURANCE",
                "METHOD_LIST",
                "SECURITY_QUESTION_IN_MFA",
                "MFA_ONLY_UNDER_CONSTRAINT",
                "UNION_WOULD_SATISFY",
                "PIN_NOT_EXPRESSIBLE",
                "CLASSIC_NEEDS_PWD_OR_MFA",
                "REAUTHENTICATION_LOCAL",
                "TRUST_OFF",
                // section 6, what this version judges
                "FLOW_BREAKS_NO_AMR",
                "AMR_NOT_ADVERTISED",
                "AMR_EVIDENCE_MISSING",
                "AMR_EVIDENCE_PRESENT",
                "TRUST_TURNED_OFF",
                "OIDC_ISSUER_MISSING",
                "OIDC_CLIENT_ID_MISSING",
                "OIDC_JWKS_MISSING",
                "OPENID_SCOPE_MISSING",
                "SECRET_IN_EVENT",
                "PROVIDER_SENDS_NO_AMR",
                "PROVIDER_OUT_OF_REACH",
                "NO_RELEVANT_CHANGE"
            })
    @DisplayName("each code that callers rely on is in the catalogue")
    void named(String code) {
        assertNotNull(FindingCode.valueOf(code));
    }

    @ParameterizedTest
    @EnumSource(FindingCode.class)
    @DisplayName("each code has a sentence, a remedy, a rule of the rules, and an address to read on")
    void entry(FindingCode code) {
        assertAll(
                () -> assertTrue(code.name().matches("[A-Z][A-Z0-9_]+")),
                () -> assertTrue(code.sentence().endsWith("."), code.sentence()),
                () -> assertTrue(code.remedy().endsWith("."), code.remedy()),
                () -> assertEquals(code.sentence().strip(), code.sentence()),
                () -> assertEquals(code.remedy().strip(), code.remedy()),
                () -> assertEquals("https", URI.create(code.help()).getScheme()),
                () -> assertTrue(RULES.contains(code.rule()), code.rule()));
    }

    @Test
    @DisplayName("no two codes say the same")
    void distinct() {
        long sentences = Arrays.stream(FindingCode.values())
                .map(FindingCode::sentence)
                .distinct()
                .count();
        assertEquals(FindingCode.values().length, sentences);
    }

    @Test
    @DisplayName("the catalogue's levels stand together, worst first, so that its order is that of findings")
    void levels() {
        Level last = Level.ERROR;
        for (FindingCode code : FindingCode.values()) {
            assertTrue(code.level().compareTo(last) >= 0 || code == FindingCode.OKTA_TO_OKTA_OPAQUE, code.name());
            last = code == FindingCode.OKTA_TO_OKTA_OPAQUE ? last : code.level();
        }
    }

    @ParameterizedTest
    @EnumSource(FindingCode.class)
    @DisplayName("Section 6: only errors make a configuration invalid")
    void invalidating(FindingCode code) {
        assertTrue(!code.invalidates() || code.level() == Level.ERROR);
    }
}
