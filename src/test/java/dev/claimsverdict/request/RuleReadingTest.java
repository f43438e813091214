package dev.claimsverdict.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.testing.DryRun;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policy rules in all the forms in which Okta gives them (section 4), and in some in which it doesn't. */
class RuleReadingTest {

    private static final Path EXAMPLES = Path.of("src/test/resources/okta-verification-methods");

    @DisplayName("Okta's verification-method examples")
    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource({
        "01-any-single-factor, sms, RULE_SATISFIED",
        "02-password-any-factor, pwd sms, RULE_SATISFIED",
        "02-password-any-factor, kba sms, FACTORS_MISSING",
        "02-password-any-factor, pwd mfa, MFA_ONLY_UNDER_CONSTRAINT",
        "03-password-sms, pwd sms, METHOD_LIST",
        "04-any-hardware-protected-authenticator, hwk, RULE_SATISFIED",
        "04-any-hardware-protected-authenticator, otp, CHARACTERISTICS_MISSING",
        "05-any-two-factors-with-one-being-a-hardware-protected-authenti, pwd hwk, RULE_SATISFIED",
        "05-any-two-factors-with-one-being-a-hardware-protected-authenti, hwk, FACTORS_MISSING",
        "06-single-factor-duo-only, otp, METHOD_LIST",
        "07-single-factor-webauthn, hwk, METHOD_LIST",
        "08-okta-verify-otp-only, otp, METHOD_LIST",
        "09-allow-an-authenticator-key-only, otp, METHOD_LIST",
        "10-allow-an-authenticator-method, otp, METHOD_LIST",
        "11-exclude-an-authenticator-key-only, otp, METHOD_LIST",
        "12-exclude-an-authenticator-method, otp, METHOD_LIST",
        "13-2fa-exclude-password-only-allows-webauthn, hwk pwd, METHOD_LIST",
    })
    void oktasExample(String example, String amr, String first) throws IOException {
        assertEquals(first, first(amr, Files.readString(EXAMPLES.resolve(example + ".json"))));
    }

    @Test
    @DisplayName("each example is judged")
    void eachExampleIsJudged() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            assertEquals(
                    13, files.filter(file -> file.toString().endsWith(".json")).count());
        }
    }

    @DisplayName("the forms of one rule, any 2 factor types")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: 'ASSURANCE', factorMode: '2FA'}",
                "{type: 'assurance', factorMode: '2fa', constraints: null}",
                "{factorMode: '2FA', constraints: []}",
                "{factorMode: '2FA', constraints: [{}]}",
                "{factorMode: '2FA', constraints: {}}",
                "{factorMode: '2FA', constraints: [{possession: {deviceBound: 'REQUIRED'}}, {}]}",
                "{factorMode: '2FA', constraints: [{possession: {required: false, deviceBound: 'OPTIONAL'}}]}",
                "{access: 'allow', verificationMethod: {type: 'ASSURANCE', factorMode: '2FA'}}",
                "{id: 'rul1', type: 'ACCESS_POLICY', actions: {appSignOn: {access: 'ALLOW', verificationMethod: {type:"
                        + " 'ASSURANCE', factorMode: '2FA'}}}}",
                "{factorMode: '2FA', constraints: [{possession: {someday: 'OPTIONAL', required: false}}]}",
            })
    void forms(String rule) {
        assertEquals("RULE_SATISFIED", first("mfa", DryRun.json(rule).toString()));
        assertEquals("FACTORS_MISSING", first("pwd kba", DryRun.json(rule).toString()));
    }

    @DisplayName("R4.7 words and names in any case, one object, types in lower case: still constraints")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{factorMode: '1FA', constraints: [{possession: {hardwareProtection: 'required'}}]}",
                "{factorMode: '1FA', constraints: {possession: {hardwareprotection: 'REQUIRED'}}}",
            })
    void anyCase(String rule) {
        assertEquals("RULE_SATISFIED", first("hwk", DryRun.json(rule).toString()));
        assertEquals("CHARACTERISTICS_MISSING", first("sms", DryRun.json(rule).toString()));
    }

    @DisplayName("R4.3, R4.9, R4.10 a list asks for something only if it has an entry")
    @ParameterizedTest(name = "{1} under {0}: {2}")
    @CsvSource(delimiter = ';', textBlock = """
            {knowledge: {types: []}}                                    ; pwd ; RULE_SATISFIED
            {knowledge: {types: ['PASSWORD']}}                          ; pwd ; RULE_SATISFIED
            {knowledge: {types: ['PIN']}}                               ; pwd ; METHOD_LIST
            {knowledge: {types: ['PIN', 'PASSWORD']}}                   ; pwd ; METHOD_LIST
            {knowledge: {methods: []}}                                  ; pwd ; RULE_SATISFIED
            {knowledge: {methods: null}}                                ; pwd ; RULE_SATISFIED
            {knowledge: {methods: ['password']}}                        ; pwd ; METHOD_LIST
            {knowledge: {methods: ['password'], authenticationMethods: []}} ; pwd ; METHOD_LIST
            {possession: {types: []}}                                   ; sms ; RULE_SATISFIED
            {possession: {types: ['PHONE']}}                            ; sms ; METHOD_LIST
            {possession: {methods: []}}                                 ; sms ; RULE_SATISFIED
            {possession: {methods: 'sms'}}                              ; sms ; METHOD_LIST
            {possession: {authenticationMethods: {}}}                   ; sms ; RULE_SATISFIED
            {possession: {authenticationMethods: {key: 'phone_number'}}} ; sms ; METHOD_LIST
            {possession: {methods: ['sms'], excludedAuthenticationMethods: []}} ; sms ; METHOD_LIST
            {possession: {userVerificationMethods: []}}                 ; sms ; RULE_SATISFIED
            {possession: {userVerificationMethods: ['BIOMETRICS']}}     ; sms ; CHARACTERISTICS_MISSING
            {possession: {userVerificationMethods: ['PIN']}}            ; hwk fpt ; PIN_NOT_EXPRESSIBLE
            {possession: {userVerificationMethods: ['PIN'], UserVerificationMethods: []}} ; hwk fpt ; PIN_NOT_EXPRESSIBLE
            """)
    void lists(String constraint, String amr, String first) {
        String rule = "{factorMode: '1FA', constraints: [" + constraint + "]}";
        assertEquals(first, first(amr, DryRun.json(rule).toString()));
    }

    @DisplayName("an unknown property is passed over only if it asks for nothing")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            null         ; 200
            []           ; 200
            {}           ; 200
            'optional'   ; 200
            ['OPTIONAL'] ; 422
            {x: 1}       ; 422
            7            ; 422
            ''           ; 422
            'REQUIRED'   ; 422
            """)
    void unknownProperty(String value, int status) {
        String rule = "{factorMode: '1FA', constraints: [{possession: {someday: " + value + "}}]}";
        JsonNode answer = TestApi.http(
                "POST", "/v1/amr-verdicts", request("sms", DryRun.json(rule).toString()));
        assertEquals(status, answer.path("statusCode").asInt(), answer.toString());
    }

    @DisplayName("R4.14 reauthenticateIn counts wherever it stands in the rule")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = ';', textBlock = """
            {factorMode: '1FA'}                                                                   ; false
            {factorMode: '1FA', reauthenticateIn: 'PT2H'}                                         ; true
            {factorMode: '1FA', constraints: [{knowledge: {}}, {possession: {}}]}                 ; false
            {factorMode: '1FA', constraints: [{knowledge: {reauthenticateIn: 'PT2H'}}, {possession: {}}]} ; true
            {factorMode: '1FA', constraints: [{knowledge: {}}, {possession: {reauthenticateIn: 'PT2H'}}]} ; true
            """)
    void reauthentication(String rule, boolean local) {
        JsonNode verdict = TestApi.verdict(
                "/v1/amr-verdicts", request("pwd", DryRun.json(rule).toString()));
        assertEquals(local, DryRun.codes(verdict).contains("REAUTHENTICATION_LOCAL"), verdict.toString());
    }

    @DisplayName("what is no rule, or says what is not known, is refused with its pointer")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "{} ; /rule",
                "[] ; /rule",
                "{factorMode: '3FA'} ; /rule/factorMode",
                "{type: 'ASSURANCE'} ; /rule/factorMode",
                "{type: 'ASSURANCE', factorMode: 2} ; /rule/factorMode",
                "{access: 'MAYBE'} ; /rule/access",
                "{access: 'ALLOW'} ; /rule/verificationMethod",
                "{actions: {}} ; /rule/actions/signon",
                "{factorMode: '1FA', constraints: 'x'} ; /rule/constraints",
                "{factorMode: '1FA', constraints: [null]} ; /rule/constraints/0",
                "{factorMode: '1FA', constraints: [{inherence: {}}]} ; /rule/constraints/0/inherence",
                "{factorMode: '1FA', constraints: [{possession: 'x'}]} ; /rule/constraints/0/possession",
                "{factorMode: '1FA', constraints: [{possession: {deviceBound: 'YES'}}]} ;"
                        + " /rule/constraints/0/possession/deviceBound",
                "{factorMode: '1FA', constraints: [{possession: {certified: 'REQUIRED'}}]} ;"
                        + " /rule/constraints/0/possession/certified",
                "{factorMode: '1FA', constraints: [{knowledge: {deviceBound: 'REQUIRED'}}]} ;"
                        + " /rule/constraints/0/knowledge/deviceBound",
                "{factorMode: '1FA', constraints: [{knowledge: {required: 'no'}}]} ;"
                        + " /rule/constraints/0/knowledge/required",
            })
    void refused(String rule, String pointer) {
        JsonNode answer = TestApi.http(
                "POST", "/v1/amr-verdicts", request("pwd", DryRun.json(rule).toString()));
        assertEquals(422, answer.path("statusCode").asInt(), answer.toString());
        JsonNode problem = TestApi.json(answer.path("body").asText());
        assertEquals(pointer, problem.at("/errors/0/pointer").asText(), problem.toString());
    }

    private static String first(String amr, String rule) {
        return TestApi.first(TestApi.verdict("/v1/amr-verdicts", request(amr, rule)));
    }

    private static String request(String amr, String rule) {
        var request = TestApi.JSON.createObjectNode();
        DryRun.words(amr).forEach(request.putArray("amr")::add);
        request.set("idp", TestIdp.oidc());
        request.set("rule", TestApi.json(rule));
        return request.toString();
    }
}
