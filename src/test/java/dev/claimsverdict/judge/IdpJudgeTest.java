package dev.claimsverdict.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.DryRun;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 6: what a configuration of an IdP, or a change of one, does to signing in through it. */
class IdpJudgeTest {

    private static final String USABLE = "{amr: ['pwd', 'sms']}";

    @DisplayName("evidence decides whether claims sharing breaks the flow; a sample token outranks any list")
    @ParameterizedTest(name = "{0} -> {1} {2}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            -                                                ; AT_RISK  ; AMR_EVIDENCE_MISSING ; /after/policy/trustClaims
            {}                                               ; AT_RISK  ; AMR_EVIDENCE_MISSING ; /after/policy/trustClaims
            {claimsSupported: ['sub', 'email']}              ; AT_RISK  ; AMR_NOT_ADVERTISED   ; /evidence/claimsSupported
            {claimsSupported: ['sub', 'amr']}                ; SAFE     ; AMR_EVIDENCE_PRESENT ; /evidence/claimsSupported
            {amr: ['pwd']}                                   ; SAFE     ; AMR_EVIDENCE_PRESENT ; /evidence/amr
            {amr: []}                                        ; BREAKING ; FLOW_BREAKS_NO_AMR   ; /after/policy/trustClaims
            {amr: ['geo', 'email']}                          ; BREAKING ; FLOW_BREAKS_NO_AMR   ; /after/policy/trustClaims
            {amr: ['pwd'], claimsSupported: ['sub']}         ; SAFE     ; AMR_EVIDENCE_PRESENT ; /evidence/amr
            {amr: [], claimsSupported: ['amr']}              ; BREAKING ; FLOW_BREAKS_NO_AMR   ; /after/policy/trustClaims
            {idToken: 'unreadable'}                          ; AT_RISK  ; AMR_EVIDENCE_MISSING ; /after/policy/trustClaims
            {idToken: 'unreadable', amr: ['pwd']}            ; AT_RISK  ; AMR_EVIDENCE_PRESENT ; /evidence/amr
            """)
    void evidence(String evidence, String verdict, String code, String pointer) {
        JsonNode answer = judge(change(Optional.empty(), Optional.of(oidc("{}")), evidence, null));
        assertVerdict(verdict, answer);
        assertEquals(pointer, finding(answer, code).path("pointer").asText());
    }

    @Test
    @DisplayName("a sample token is read without being verified")
    void aSampleTokenIsReadWithoutBeingVerified() {
        String without = TestKey.ES256.sign("{\"sub\":\"u\"}");
        String with = TestKey.ES256.sign(TestToken.claims("hwk").toString());
        String text = TestKey.ES256.sign("{\"amr\":\"pwd\"}");
        assertVerdict("BREAKING", judge(sample(without)));
        assertVerdict("SAFE", judge(sample(with)));
        assertVerdict("BREAKING", judge(sample(text)));
        // It outranks the values beside it.
        ObjectNode both = sample(without);
        ((ObjectNode) both.path("evidence")).putArray("amr").add("pwd");
        assertVerdict("BREAKING", judge(both));
    }

    @DisplayName("R3.4 a factor only IdP drops knowledge")
    @Test
    void aFactorOnlyIdpDropsKnowledge() {
        ObjectNode request = change(Optional.empty(), Optional.of(oidc("{}")), "{amr: ['pwd', 'hwk']}", null);
        request.putObject("org").put("idpUsage", "FACTOR_ONLY");
        JsonNode answer = judge(request);
        assertVerdict("SAFE", answer);
        assertEquals(
                "/evidence/amr",
                finding(answer, "FACTOR_ONLY_DROPS_KNOWLEDGE").path("pointer").asText());
        ((ObjectNode) request.path("evidence")).putArray("amr").add("pwd");
        assertVerdict("BREAKING", judge(request));
    }

    @DisplayName("a configuration by itself: each check, its level and its field")
    @ParameterizedTest(name = "{0} -> {1} {2} at {3}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            {protocol: {issuer: null}}                                         ; INVALID  ; OIDC_ISSUER_MISSING    ; /protocol/issuer/url
            {protocol: {issuer: {url: ' '}}}                                   ; INVALID  ; OIDC_ISSUER_MISSING    ; /protocol/issuer/url
            {protocol: {credentials: null}}                                    ; INVALID  ; OIDC_CLIENT_ID_MISSING ; /protocol/credentials/client/client_id
            {protocol: {endpoints: null}}                                      ; INVALID  ; OIDC_JWKS_MISSING      ; /protocol/endpoints/jwks/url
            {protocol: {scopes: ['email']}}                                    ; INVALID  ; OPENID_SCOPE_MISSING   ; /protocol/scopes
            {protocol: {scopes: null}}                                         ; INVALID  ; OPENID_SCOPE_MISSING   ; /protocol/scopes
            {type: 'GOOGLE'}                                                   ; BREAKING ; PROVIDER_SENDS_NO_AMR  ; /type
            {type: 'GOOGLE'}                                                   ; BREAKING ; TYPE_NOT_DOCUMENTED    ; /type
            {type: 'DISCORD'}                                                  ; BREAKING ; PROVIDER_SENDS_NO_AMR  ; /type
            {protocol: {issuer: {url: 'https://accounts.google.com'}}}         ; BREAKING ; PROVIDER_SENDS_NO_AMR  ; /protocol/issuer/url
            {protocol: {issuer: {url: 'HTTPS://GitLab.com/'}}}                 ; BREAKING ; PROVIDER_SENDS_NO_AMR  ; /protocol/issuer/url
            {protocol: {issuer: {url: 'https://accounts.google.com:443/x'}}}   ; BREAKING ; PROVIDER_SENDS_NO_AMR  ; /protocol/issuer/url
            {protocol: {issuer: {url: 'http://github.com?x'}}}                 ; BREAKING ; PROVIDER_SENDS_NO_AMR  ; /protocol/issuer/url
            {protocol: {issuer: {url: 'HTTPS://Login.MicrosoftOnline.com:443/t/V2.0#x'}}} ; BREAKING ; ENTRA_V2_ENDPOINTS ; /protocol/issuer/url
            {protocol: {issuer: {url: 'https://login.microsoftonline.com/t/v2.0'}}} ; BREAKING ; ENTRA_V2_ENDPOINTS ; /protocol/issuer/url
            {protocol: {endpoints: {token: {url: 'https://login.microsoftonline.com/t/oauth2/v2.0/token'}}}} ; BREAKING ; ENTRA_V2_ENDPOINTS ; /protocol/endpoints/token/url
            {protocol: {endpoints: {token: {url: 'http://idp.example.com/token'}}}} ; AT_RISK ; ENDPOINT_NOT_HTTPS ; /protocol/endpoints/token/url
            {protocol: {algorithms: {response: {signature: {algorithm: 'SHA-1'}}}}} ; AT_RISK ; SAML_SHA1 ; /protocol/algorithms/response/signature/algorithm
            {policy: {maxClockSkew: 300001}}                                   ; AT_RISK  ; CLOCK_SKEW_TOO_WIDE    ; /policy/maxClockSkew
            {policy: {accountLink: {action: 'AUTO'}}}                          ; SAFE     ; SUBJECT_FILTER_MISSING ; /policy/subject/filter
            {protocol: {credentials: {client: {pkce_required: false}}}}        ; SAFE     ; PKCE_NOT_REQUIRED      ; /protocol/credentials/client/pkce_required
            {status: 'INACTIVE'}                                               ; SAFE     ; IDP_INACTIVE           ; /status
            {type: 'OKTA_INTEGRATION'}                                         ; SAFE     ; OKTA_TO_OKTA_OPAQUE    ; /type
            {policy: {mapAMRClaims: true}}                                     ; SAFE     ; MAP_AMR_CLAIMS_IGNORED ; /policy/mapAMRClaims
            {policy: {trustClaims: false, mapAMRClaims: true}}                 ; AT_RISK  ; MAP_AMR_CLAIMS_IGNORED ; /policy/mapAMRClaims
            {protocol: {credentials: {client: {client_secret: 'hush'}}}}       ; SAFE     ; SECRET_IN_EVENT        ; /protocol/credentials/client/client_secret
            """)
    void configuration(String change, String verdict, String code, String pointer) {
        JsonNode answer = judge(change(Optional.empty(), Optional.of(oidc(change)), USABLE, null));
        assertVerdict(verdict, answer);
        List<String> pointers = new ArrayList<>();
        answer.path("findings").forEach(finding -> {
            if (finding.path("code").asText().equals(code)) {
                pointers.add(finding.path("pointer").asText());
            }
        });
        assertTrue(pointers.contains("/after" + pointer), answer.toString());
        assertFalse(answer.toString().contains("hush"));
    }

    @DisplayName("the other side of each check: nothing is found")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{policy: {maxClockSkew: 300000}}",
                "{policy: {maxClockSkew: -1}}",
                "{policy: {trustClaims: false}, protocol: {issuer: {url: 'https://accounts.google.com'}}}",
                "{policy: {trustClaims: false}, protocol: {issuer: {url: 'https://login.microsoftonline.com/t/v2.0'}}}",
                "{protocol: {issuer: {url: 'https://login.microsoftonline.com/t/'}}}",
                "{protocol: {issuer: {url: 'https://login.microsoftonline.com/t/?api=/v2.0'}}}",
                "{protocol: {issuer: {url: 'https:///v2.0'}}}",
                "{protocol: {issuer: {url: 'https://idp.example.com/accounts.google.com'}}}",
                "{protocol: {issuer: {url: 'https://idp.example.com/v2.0'}}}",
                "{protocol: {issuer: {url: 'https://{yourOktaDomain}'}}}",
                "{protocol: {issuer: {url: 'https://github.com.example.com'}}}",
                "{protocol: {algorithms: {response: {signature: {algorithm: 'SHA-256'}}}}}",
                "{protocol: {credentials: {client: {pkce_required: 'true'}}}}",
                "{policy: {accountLink: {action: 'AUTO'}, subject: {filter: '.*@example.com'}}}",
                "{policy: {accountLink: {action: 'DISABLED'}}}",
                "{policy: {trustClaims: false}, status: 'INACTIVE'}",
                "{policy: {trustClaims: null}}",
            })
    void nothingFound(String change) {
        JsonNode answer = judge(change(Optional.empty(), Optional.of(oidc(change)), USABLE, null));
        assertVerdict("SAFE", answer);
        for (JsonNode finding : answer.path("findings")) {
            assertTrue(
                    List.of("AMR_EVIDENCE_PRESENT")
                            .contains(finding.path("code").asText()),
                    answer.toString());
        }
    }

    @DisplayName("before and after")
    @ParameterizedTest(name = "{0} to {1}: {2} {3}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            {}                              ; {}                              ; SAFE    ; NO_RELEVANT_CHANGE ; /after
            {}                              ; {name: 'Other', created: 'now'} ; SAFE    ; NO_RELEVANT_CHANGE ; /after
            {}                              ; {policy: {trustClaims: false}}  ; AT_RISK ; TRUST_TURNED_OFF   ; /after/policy/trustClaims
            {}                              ; {policy: {trustClaims: null}}   ; AT_RISK ; TRUST_TURNED_OFF   ; /after/policy/trustClaims
            {}                              ; -                               ; AT_RISK ; SIGN_IN_ENDS       ; /before
            {policy: {trustClaims: false}}  ; {}                              ; SAFE    ; AMR_EVIDENCE_PRESENT ; /evidence/amr
            {}                              ; {id: null}                      ; SAFE    ; NO_RELEVANT_CHANGE ; /after
            {id: null}                      ; {}                              ; SAFE    ; NO_RELEVANT_CHANGE ; /after
            {}                              ; {id: '0oa9'}                    ; SAFE    ; AMR_EVIDENCE_PRESENT ; /evidence/amr
            {}                              ; {protocol: {credentials: {client: {client_secret: 'hush'}}}} ; SAFE ; NO_RELEVANT_CHANGE ; /after
            {}                              ; {protocol: {credentials: {client: {client_id: 'other'}}}} ; SAFE ; AMR_EVIDENCE_PRESENT ; /evidence/amr
            """)
    void change(String before, String after, String verdict, String first, String pointer) {
        JsonNode answer = judge(
                change(Optional.of(oidc(before)), Optional.ofNullable(after).map(IdpJudgeTest::oidc), USABLE, null));
        assertVerdict(verdict, answer);
        assertEquals(first, TestApi.first(answer));
        assertEquals(pointer, answer.at("/findings/0/pointer").asText());
    }

    @Test
    @DisplayName("if nothing relevant changes, nothing else is said")
    void whereNothingRelevantChangesNothingElseIsSaid() {
        ObjectNode http = oidc("{protocol: {endpoints: {token: {url: 'http://idp.example.com'}}}}");
        JsonNode answer = judge(change(Optional.of(http), Optional.of(http.deepCopy()), null, null));
        assertEquals(1, answer.path("findings").size());
    }

    @DisplayName("LAST_TRUSTED_IDP, and TRUST_TURNED_OFF that breaks: only where a rule needs trusted claims")
    @ParameterizedTest(name = "{0} with {1}: {2} {3}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            {policy: {trustClaims: false}} ; {idps: [], rules: [{factorMode: '2FA'}]}                            ; BREAKING ; LAST_TRUSTED_IDP TRUST_TURNED_OFF
            -                              ; {idps: [], rules: [{factorMode: '2FA'}]}                            ; BREAKING ; LAST_TRUSTED_IDP SIGN_IN_ENDS
            {status: 'INACTIVE'}           ; {idps: [], rules: [{factorMode: '2FA'}]}                            ; BREAKING ; LAST_TRUSTED_IDP SIGN_IN_ENDS
            -                              ; {idps: [], rules: [{factorMode: '1FA'}]}                            ; AT_RISK  ; SIGN_IN_ENDS
            -                              ; {rules: [{type: 'AUTH_METHOD_CHAIN'}]}                              ; AT_RISK  ; SIGN_IN_ENDS
            -                              ; {idps: [{id: '0oa9', type: 'SAML2', policy: {trustClaims: true}}], rules: [{factorMode: '2FA'}]} ; AT_RISK ; SIGN_IN_ENDS
            {policy: {trustClaims: false}} ; {rules: [{factorMode: '1FA', constraints: [{possession: {}}]}]}     ; BREAKING ; LAST_TRUSTED_IDP TRUST_TURNED_OFF
            {policy: {trustClaims: false}} ; {rules: [{requireFactor: true}]}                                    ; BREAKING ; LAST_TRUSTED_IDP TRUST_TURNED_OFF
            {policy: {trustClaims: false}} ; {rules: [{factorMode: '1FA'}]}                                      ; AT_RISK  ; TRUST_TURNED_OFF
            {policy: {trustClaims: false}} ; {rules: [{requireFactor: false}]}                                   ; AT_RISK  ; TRUST_TURNED_OFF
            {policy: {trustClaims: false}} ; {rules: [{access: 'DENY'}]}                                         ; AT_RISK  ; TRUST_TURNED_OFF
            {policy: {trustClaims: false}} ; {rules: [{type: 'AUTH_METHOD_CHAIN'}]}                              ; AT_RISK  ; TRUST_TURNED_OFF RULE_OUT_OF_REACH
            {policy: {trustClaims: false}} ; {idps: [{id: '0oa9', type: 'SAML2', policy: {trustClaims: true}}], rules: [{factorMode: '2FA'}]} ; AT_RISK ; TRUST_TURNED_OFF
            {policy: {trustClaims: false}} ; {idps: [{id: '0oa9', type: 'OKTA_INTEGRATION', policy: {trustClaims: true}}], rules: [{factorMode: '2FA'}]} ; AT_RISK ; TRUST_TURNED_OFF
            {policy: {trustClaims: false}} ; {idps: [{id: '0oa9', type: 'SAML2', status: 'INACTIVE', policy: {trustClaims: true}}], rules: [{factorMode: '2FA'}]} ; BREAKING ; LAST_TRUSTED_IDP TRUST_TURNED_OFF
            {policy: {trustClaims: false}} ; {idps: [{id: '0oa9', type: 'SAML2'}], rules: [{factorMode: '2FA'}]} ; BREAKING ; LAST_TRUSTED_IDP TRUST_TURNED_OFF
            {policy: {trustClaims: false}} ; {idps: [{id: '0oa1', type: 'OIDC', policy: {trustClaims: true}}], rules: [{factorMode: '2FA'}]} ; BREAKING ; LAST_TRUSTED_IDP TRUST_TURNED_OFF
            """)
    void lastTrusted(String after, String context, String verdict, String codes) {
        JsonNode answer = judge(
                change(Optional.of(oidc("{}")), Optional.ofNullable(after).map(IdpJudgeTest::oidc), USABLE, context));
        assertVerdict(verdict, answer);
        for (String code : List.of("LAST_TRUSTED_IDP", "TRUST_TURNED_OFF", "RULE_OUT_OF_REACH", "SIGN_IN_ENDS")) {
            assertEquals(
                    List.of(codes.split(" ")).contains(code),
                    !finding(answer, code).isMissingNode(),
                    code + " " + answer);
        }
    }

    @DisplayName("Section 6: a rule's status and conditions count as Okta counts them")
    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            {factorMode: '2FA'}                                                                                            ; - ; LAST_TRUSTED_IDP TRUST_TURNED_OFF
            {status: 'ACTIVE', factorMode: '2FA'}                                                                          ; - ; LAST_TRUSTED_IDP TRUST_TURNED_OFF
            {status: 'INACTIVE', factorMode: '2FA'}                                                                        ; - ; TRUST_TURNED_OFF
            {status: 'inactive', type: 'AUTH_METHOD_CHAIN'}                                                                ; - ; TRUST_TURNED_OFF
            {type: 'AUTH_METHOD_CHAIN'}                                                                                    ; - ; TRUST_TURNED_OFF RULE_OUT_OF_REACH
            {factorMode: '2FA', conditions: {identityProvider: {provider: 'ANY'}}}                                         ; - ; LAST_TRUSTED_IDP TRUST_TURNED_OFF
            {factorMode: '2FA', conditions: {identityProvider: {provider: 'OKTA'}}}                                        ; - ; TRUST_TURNED_OFF
            {factorMode: '2FA', conditions: {identityProvider: {provider: 'SPECIFIC_IDP', idpIds: ['0oa1']}}}              ; - ; LAST_TRUSTED_IDP TRUST_TURNED_OFF
            {factorMode: '2FA', conditions: {identityProvider: {provider: 'specific_idp', idpIds: ['0oa7', '0oa1']}}}      ; - ; LAST_TRUSTED_IDP TRUST_TURNED_OFF
            {factorMode: '2FA', conditions: {identityProvider: {provider: 'SPECIFIC_IDP', idpIds: ['0oa7']}}}              ; - ; TRUST_TURNED_OFF
            {factorMode: '2FA', conditions: {identityProvider: {provider: 'SPECIFIC_IDP'}}}                                ; - ; TRUST_TURNED_OFF
            {factorMode: '2FA', conditions: {identityProvider: {idpIds: ['0oa7']}}}                                        ; - ; LAST_TRUSTED_IDP TRUST_TURNED_OFF
            {factorMode: '2FA', conditions: {network: {connection: 'ANYWHERE'}}}                                           ; - ; LAST_TRUSTED_IDP TRUST_TURNED_OFF
            {type: 'AUTH_METHOD_CHAIN', conditions: {identityProvider: {provider: 'SPECIFIC_IDP', idpIds: ['0oa7']}}}      ; - ; TRUST_TURNED_OFF
            {factorMode: '2FA'}                                                                                            ; {id: '0oa9', type: 'OIDC', policy: {trustClaims: true}} ; TRUST_TURNED_OFF
            {factorMode: '2FA', conditions: {identityProvider: {provider: 'SPECIFIC_IDP', idpIds: ['0oa1']}}}              ; {id: '0oa9', type: 'OIDC', policy: {trustClaims: true}} ; LAST_TRUSTED_IDP TRUST_TURNED_OFF
            {factorMode: '2FA', conditions: {identityProvider: {provider: 'SPECIFIC_IDP', idpIds: ['0oa1', '0oa9']}}}      ; {id: '0oa9', type: 'OIDC', policy: {trustClaims: true}} ; TRUST_TURNED_OFF
            {factorMode: '2FA', conditions: {identityProvider: {provider: 'SPECIFIC_IDP', idpIds: ['0oa1', '0oa9']}}}      ; {id: '0oa9', type: 'OIDC', status: 'INACTIVE', policy: {trustClaims: true}} ; LAST_TRUSTED_IDP TRUST_TURNED_OFF
            """)
    void rulesOfTheOrg(String rule, String other, String codes) {
        JsonNode answer = judge(change(
                Optional.of(oidc("{}")),
                Optional.of(oidc("{policy: {trustClaims: false}}")),
                USABLE,
                "{idps: [" + (other == null ? "" : other) + "], rules: [" + rule + "]}"));
        assertEquals(List.of(codes.split(" ")), DryRun.codes(answer));
        assertVerdict(codes.startsWith("LAST") ? "BREAKING" : "AT_RISK", answer);
    }

    @Test
    @DisplayName("a rule's condition that can't be read is named")
    void aConditionOfARuleThatCantBeReadIsNamed() {
        for (String condition : List.of("{provider: 'SOMETHING'}", "{provider: 'ANY', idpIds: 'x'}")) {
            ObjectNode request = change(
                    Optional.empty(),
                    Optional.of(oidc("{}")),
                    null,
                    "{rules: [{factorMode: '2FA', conditions: {identityProvider: " + condition + "}}]}");
            assertEquals(
                    422,
                    TestApi.http("POST", "/v1/idp-verdicts", request.toString())
                            .path("statusCode")
                            .asInt());
        }
    }

    @DisplayName(
            "SIGN_IN_ENDS: an active IdP is deactivated or deleted, trusted or not, and nothing is said of its trust")
    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            {}                                                   ; -                                  ; AT_RISK SIGN_IN_ENDS /before
            {policy: {trustClaims: false}}                       ; -                                  ; AT_RISK SIGN_IN_ENDS /before
            {policy: {trustClaims: false, mapAMRClaims: true}}   ; -                                  ; AT_RISK SIGN_IN_ENDS /before
            {status: 'INACTIVE'}                                 ; -                                  ; SAFE
            {status: 'INACTIVE', policy: {trustClaims: false}}   ; -                                  ; SAFE
            {}                                                   ; {status: 'INACTIVE'}               ; AT_RISK SIGN_IN_ENDS /after/status
            {}                                                   ; {status: 'INACTIVE', policy: {trustClaims: false, mapAMRClaims: true}} ; AT_RISK SIGN_IN_ENDS /after/status
            {policy: {trustClaims: false}}                       ; {status: 'INACTIVE', policy: {trustClaims: false}} ; AT_RISK SIGN_IN_ENDS /after/status
            {policy: {trustClaims: false}}                       ; {status: 'INACTIVE', type: 'GOOGLE'} ; AT_RISK SIGN_IN_ENDS /after/status
            {status: 'INACTIVE'}                                 ; {}                                 ; BREAKING FLOW_BREAKS_NO_AMR /after/policy/trustClaims
            {status: 'INACTIVE'}                                 ; {status: 'INACTIVE'}               ; SAFE NO_RELEVANT_CHANGE /after
            """)
    void signInEnds(String before, String after, String expected) {
        JsonNode answer = judge(change(
                Optional.of(oidc(before)),
                Optional.ofNullable(after).map(IdpJudgeTest::oidc),
                "{amr: []}",
                "{rules: [{type: 'AUTH_METHOD_CHAIN', status: 'INACTIVE'}]}"));
        StringBuilder told = new StringBuilder(answer.path("verdict").asText());
        answer.path("findings")
                .forEach(finding -> told.append(' ')
                        .append(finding.path("code").asText())
                        .append(' ')
                        .append(finding.path("pointer").asText()));
        assertEquals(expected, told.toString());
        assertFalse(answer.toString().contains("leave trustClaims") && expected.contains("SIGN_IN_ENDS"));
    }

    @Test
    @DisplayName("SIGN_IN_ENDS stands beside what is wrong with the object itself, and says what to do first")
    void signInEndsBesideHygiene() {
        JsonNode answer = judge(change(
                Optional.of(oidc("{}")),
                Optional.of(
                        oidc("{status: 'INACTIVE', protocol: {endpoints: {token: {url: 'http://idp.example.com'}}}}")),
                null,
                "{rules: [{type: 'AUTH_METHOD_CHAIN'}]}"));
        assertEquals(List.of("SIGN_IN_ENDS", "ENDPOINT_NOT_HTTPS"), DryRun.codes(answer));
        assertTrue(finding(answer, "SIGN_IN_ENDS").path("message").asText().contains("move its users"));
    }

    @DisplayName("Section 6: SAML2 under claims sharing, that token exchanges fail without session.amr as well")
    @ParameterizedTest(name = "{0}, trustClaims {1}, claims sharing {2}: {3}")
    @CsvSource({
        "SAML2, true,  true,  true",
        "SAML2, false, true,  false",
        "SAML2, true,  false, false",
        "OIDC,  true,  true,  false",
    })
    void samlTokenExchange(String type, boolean trust, boolean claimsSharing, boolean told) {
        ObjectNode idp = type.equals("SAML2") ? TestIdp.saml() : oidc("{}");
        ((ObjectNode) idp.path("policy")).put("trustClaims", trust);
        ObjectNode request = change(Optional.empty(), Optional.of(idp), USABLE, null);
        request.putObject("org").put("claimsSharing", claimsSharing);
        JsonNode finding = finding(judge(request), "SAML_TOKEN_EXCHANGE");
        assertEquals(told, !finding.isMissingNode());
        assertEquals(
                told ? "/after/policy/trustClaims" : "", finding.path("pointer").asText());
        assertEquals(told ? "INFO" : "", finding.path("level").asText());
    }

    @DisplayName("R1.4 a configuration on whose findings the editions disagree, and the other side of each")
    @ParameterizedTest(name = "{0} with {1} by {2}: {3}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            {amr: ['phr']}        ; -                                     ; 2025-04 ; By edition 2026-07 of the AMR table this configuration is SAFE (AMR_EVIDENCE_PRESENT), by edition 2025-04 it is BREAKING (FLOW_BREAKS_NO_AMR).
            {amr: ['phr']}        ; -                                     ; 2026-07 ; By edition 2025-04 of the AMR table this configuration is BREAKING (FLOW_BREAKS_NO_AMR), by edition 2026-07 it is SAFE (AMR_EVIDENCE_PRESENT).
            {amr: ['pwd', 'phr']} ; -                                     ; 2025-04 ; -
            {amr: ['face']}       ; -                                     ; 2025-04 ; -
            {amr: ['pwd']}        ; {phishingResistant: 'REQUIRED'}       ; 2025-04 ; By edition 2026-07 of the AMR table this configuration is SAFE, by edition 2025-04 it is AT_RISK (RULE_OUT_OF_REACH).
            {amr: ['pwd']}        ; {phishingResistant: 'REQUIRED'}       ; 2026-07 ; By edition 2025-04 of the AMR table this configuration is AT_RISK (RULE_OUT_OF_REACH), by edition 2026-07 it is SAFE.
            {amr: ['pwd']}        ; {hardwareProtection: 'REQUIRED'}      ; 2025-04 ; -
            {claimsSupported: []} ; {userVerification: 'REQUIRED'}        ; 2025-04 ; -
            """)
    void configurationByBothEditions(String evidence, String possession, String edition, String sentence) {
        ObjectNode request = change(
                Optional.empty(),
                Optional.of(oidc("{}")),
                evidence,
                possession == null
                        ? null
                        : "{rules: [{factorMode: '1FA', constraints: [{possession: " + possession + "}]}]}");
        JsonNode finding = finding(judge(request.put("amrTable", edition)), "EDITIONS_DISAGREE");
        assertEquals(sentence != null, !finding.isMissingNode());
        if (sentence != null) {
            assertEquals("INFO", finding.path("level").asText());
            assertTrue(finding.path("message").asText().startsWith(sentence + " "), finding.toString());
        }
    }

    @Test
    @DisplayName("R1.4 of an IdP whose claims are not read, the evidence makes no difference")
    void untrusted() {
        JsonNode answer = judge(
                change(Optional.empty(), Optional.of(oidc("{policy: {trustClaims: false}}")), "{amr: ['phr']}", null));
        assertEquals(List.of(), DryRun.codes(answer));
    }

    @DisplayName("R2.1 another Okta org whose claims are no longer trusted: its users are prompted as well")
    @ParameterizedTest(name = "{0}")
    @CsvSource({"{type: 'OKTA_INTEGRATION'}", "{protocol: {issuer: {url: 'https://acme.okta.com'}}}"})
    void trustTurnedOff(String okta) {
        ObjectNode before = oidc(okta);
        ObjectNode after = before.deepCopy();
        ((ObjectNode) after.path("policy")).put("trustClaims", false);
        JsonNode answer =
                judge(change(Optional.of(before), Optional.of(after), null, "{rules: [{factorMode: '2FA'}]}"));
        assertEquals(List.of("LAST_TRUSTED_IDP", "TRUST_TURNED_OFF"), DryRun.codes(answer));
    }

    @DisplayName("RULE_OUT_OF_REACH: no set of AMR values satisfies it, by the same evaluation as a token's")
    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource(delimiter = ';', textBlock = """
            {type: 'AUTH_METHOD_CHAIN'}                                                                       ; 2026-07 ; true
            {factorMode: '1FA', constraints: [{possession: {methods: ['OTP']}}]}                              ; 2026-07 ; true
            {factorMode: '1FA', constraints: [{possession: {userVerificationMethods: ['PIN']}}]}              ; 2026-07 ; true
            {factorMode: '1FA', constraints: [{possession: {phishingResistant: 'REQUIRED', hardwareProtection: 'REQUIRED'}}]} ; 2026-07 ; true
            {factorMode: '1FA', constraints: [{possession: {phishingResistant: 'REQUIRED'}}]}                 ; 2025-04 ; true
            {factorMode: '1FA', constraints: [{possession: {phishingResistant: 'REQUIRED'}}]}                 ; 2026-07 ; false
            {factorMode: '2FA'}                                                                               ; 2025-04 ; false
            {access: 'DENY'}                                                                                  ; 2025-04 ; false
            """)
    void outOfReach(String rule, String edition, boolean out) {
        ObjectNode request = change(
                Optional.empty(), Optional.of(oidc("{}")), USABLE, "{rules: [{factorMode: '1FA'}, " + rule + "]}");
        JsonNode answer = judge(request.put("amrTable", edition));
        assertVerdict(out ? "AT_RISK" : "SAFE", answer);
        assertEquals(
                out ? "/context/rules/1" : "",
                finding(answer, "RULE_OUT_OF_REACH").path("pointer").asText());
    }

    @DisplayName("what is no IdP is INVALID, each field named")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "{type: null} ; /after/type",
                "{protocol: null} ; /after/protocol",
                "{protocol: 'OIDC'} ; /after/protocol",
                "{policy: []} ; /after/policy",
                "{policy: {trustClaims: 'true'}} ; /after/policy/trustClaims",
                "{policy: {mapAMRClaims: 1}} ; /after/policy/mapAMRClaims",
                "{policy: {maxClockSkew: '0'}} ; /after/policy/maxClockSkew",
                "{status: 'DELETED'} ; /after/status",
                "{protocol: {scopes: 'openid'}} ; /after/protocol/scopes",
                "{protocol: {issuer: {url: 5}}} ; /after/protocol/issuer/url",
            })
    void malformed(String change, String pointer) {
        JsonNode answer = judge(change(Optional.empty(), Optional.of(oidc(change)), USABLE, null));
        assertVerdict("INVALID", answer);
        assertEquals("IDP_MALFORMED", TestApi.first(answer));
        assertEquals(pointer, answer.at("/findings/0/pointer").asText());
    }

    @Test
    @DisplayName("an after that can't be read isn't a deletion")
    void whatCantBeReadIsNoDeletion() {
        JsonNode answer = judge(change(
                Optional.of(oidc("{}")),
                Optional.of(oidc("{policy: {trustClaims: 'true'}}")),
                USABLE,
                "{rules: [{factorMode: '2FA'}]}"));
        assertVerdict("INVALID", answer);
        assertEquals(List.of("IDP_MALFORMED"), DryRun.codes(answer));
    }

    @DisplayName("Okta's own example IdPs can be read and judged")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "thirdpartyoidc-idpupdaterequest-0, AT_RISK",
        "thirdpartyoidc-idpupdateresponse-0, AT_RISK",
        "thirdpartysaml-idpupdaterequest-0, AT_RISK",
        "thirdpartysaml-idpupdateresponse-0, AT_RISK",
        "oktaoidc-idpupdaterequest-0, SAFE",
        "oktaoidc-idpupdateresponse-0, SAFE",
        "oktasaml-idpupdaterequest-0, AT_RISK",
    })
    void oktasExample(String file, String verdict) throws IOException {
        String idp = Files.readString(Path.of("src/test/resources/okta-idps", file + ".json"));
        JsonNode answer = TestApi.verdict("/v1/idp-verdicts", idp);
        assertVerdict(verdict, answer);
        // R2.1: of another Okta org nobody asks for amr.
        assertEquals(
                file.startsWith("okta") ? "" : "/policy/trustClaims",
                finding(answer, "AMR_EVIDENCE_MISSING").path("pointer").asText());
    }

    /** The guide truncates it: without a type it isn't a bare IdP object. */
    @Test
    @DisplayName("Okta's example without a type is refused")
    void oktasExampleWithoutATypeIsRefused() throws IOException {
        String idp = Files.readString(Path.of("src/test/resources/okta-idps/oktasaml-idpupdateresponse-0.json"));
        assertEquals(
                422,
                TestApi.http("POST", "/v1/idp-verdicts", idp).path("statusCode").asInt());
        assertVerdict("INVALID", TestApi.verdict("/v1/idp-verdicts", "{\"after\":" + idp + "}"));
    }

    @Test
    @DisplayName("a duplicate member of an IdP counts with its last value")
    void aMemberThatStandsTwiceInAnIdpCountsWithItsLastValue() {
        String idp =
                TestIdp.oidc().toString().replace("\"trustClaims\":true", "\"trustClaims\":false,\"trustClaims\":true");
        JsonNode answer = TestApi.verdict("/v1/idp-verdicts", idp);
        assertEquals("CLAIMS_SHARING", answer.at("/trust/mode").asText());
        assertEquals(
                "/policy/trustClaims",
                finding(answer, "DUPLICATE_MEMBER").path("pointer").asText());
    }

    private static ObjectNode sample(String idToken) {
        ObjectNode request = change(Optional.empty(), Optional.of(oidc("{}")), null, null);
        request.putObject("evidence").put("idToken", idToken);
        return request;
    }

    /** A good IdP, with PKCE, but for this change of it; null takes a member out. */
    private static ObjectNode oidc(String change) {
        ObjectNode idp = TestIdp.oidc();
        ((ObjectNode) idp.at("/protocol/credentials/client")).put("pkce_required", true);
        merge(idp, DryRun.json(change));
        return idp;
    }

    private static void merge(ObjectNode target, JsonNode change) {
        change.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (value.isNull()) {
                target.remove(member.getKey());
            } else if (value.isObject() && target.path(member.getKey()) instanceof ObjectNode inner) {
                merge(inner, value);
            } else {
                target.set(member.getKey(), value);
            }
        });
    }

    private static ObjectNode change(
            Optional<ObjectNode> before, Optional<ObjectNode> after, String evidence, String context) {
        ObjectNode request = TestApi.JSON.createObjectNode();
        before.ifPresent(idp -> request.set("before", idp));
        after.ifPresent(idp -> request.set("after", idp));
        if (evidence != null) {
            request.set("evidence", DryRun.json(evidence));
        }
        if (context != null) {
            request.set("context", DryRun.json(context));
        }
        return request;
    }

    private static JsonNode judge(ObjectNode request) {
        return TestApi.verdict("/v1/idp-verdicts", request.toString());
    }

    private static JsonNode finding(JsonNode verdict, String code) {
        for (JsonNode finding : verdict.path("findings")) {
            if (finding.path("code").asText().equals(code)) {
                return finding;
            }
        }
        return TestApi.JSON.missingNode();
    }

    private static void assertVerdict(String expected, JsonNode answer) {
        assertEquals(expected, answer.path("verdict").asText(), answer.toString());
    }
}
