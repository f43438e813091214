package dev.claimsverdict.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.idp.Org.Engine;
import dev.claimsverdict.testing.FakeOrg;
import dev.claimsverdict.testing.TestApi;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is learnt of an org's settings. */
class OrgSettingsTest {

    private final OrgSettings settings = new OrgSettings();

    private static List<ObjectNode> objects(String... json) {
        return Stream.of(json).map(TestApi::json).map(ObjectNode.class::cast).toList();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            idx, IDENTITY_ENGINE
            v1,  CLASSIC
            IDX, -
            v2,  -
            """)
    @DisplayName("the engine, by the pipeline")
    void engine(String pipeline, Engine engine) {
        assertEquals(Optional.ofNullable(engine), OrgSettings.engine(pipeline));
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, any, true",
        "ACTIVE, sso, true",
        "ACTIVE, recovery, false",
        "ACTIVE, none, false",
        "ACTIVE, ANY, false",
        "INACTIVE, any, false"
    })
    @DisplayName("R4.4 the security question counts for MFA if it is active and allowed for more than recovery")
    void securityQuestion(String status, String allowedFor, boolean forMfa) {
        settings.authenticators(objects(
                "{\"key\":\"phone_number\",\"status\":\"ACTIVE\",\"settings\":{\"allowedFor\":\"any\"}}",
                FakeOrg.authenticator(status, allowedFor)));
        assertEquals(forMfa, settings.org().path("securityQuestionForMfa").asBoolean(!forMfa));
    }

    @Test
    @DisplayName("R4.4 an org without the authenticator doesn't use the question")
    void noSecurityQuestion() {
        settings.authenticators(List.of());
        assertEquals(TestApi.json("{\"securityQuestionForMfa\":false}"), settings.org());
    }

    @Test
    @DisplayName("what isn't known is left out")
    void unknown() {
        assertEquals(TestApi.json("{}"), settings.org());
        assertEquals(Optional.empty(), settings.claimsSourcing());
    }

    @DisplayName("R4.14 claims sourcing is fixed for the org if it is for each active IdP")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            {"redirectType":"FIXED"}                                                          | true  | {"fixedForAll":true}
            {"redirectType":"IDP_DISCOVERY"}                                                  | false | {"fixedForAll":false,"fixedFor":[]}
            {}                                                                                | false | {"fixedForAll":false,"fixedFor":[]}
            {"redirectType":"FIXED","filter":{"include":[]}}                                  | false | {"fixedForAll":false,"fixedFor":[]}
            {"redirectType":"FIXED","filter":{"include":[{"id":"0oa1"}]}}                     | false | {"fixedForAll":false,"fixedFor":["0oa1"]}
            {"redirectType":"FIXED","filter":{"include":[{"id":"0oa2"},{"id":"0oa1"}]}}       | true  | {"fixedForAll":false,"fixedFor":["0oa1","0oa2"]}
            {"redirectType":"IDP_DISCOVERY","filter":{"include":[{"id":"0oa1"},{"id":"0oa2"}]}} | false | {"fixedForAll":false,"fixedFor":[]}
            """)
    void claimsSourcing(String refresh, boolean fixed, String note) {
        settings.claimsSourcing(
                objects(FakeOrg.claimsSourcing(refresh)),
                objects(FakeOrg.oidc("0oa1", "ACTIVE"), FakeOrg.saml("0oa2"), FakeOrg.oidc("0oa3", "INACTIVE")));
        assertEquals(TestApi.json("{\"claimsSourcingFixed\":" + fixed + "}"), settings.org());
        assertEquals(Optional.of(TestApi.json(note)), settings.claimsSourcing());
    }

    @Test
    @DisplayName("R4.14 a rule that is inactive fixes nothing")
    void inactiveRule() {
        ObjectNode rule =
                objects(FakeOrg.claimsSourcing("{\"redirectType\":\"FIXED\"}")).getFirst();
        rule.put("status", "INACTIVE");
        settings.claimsSourcing(List.of(rule), List.of());
        assertEquals(TestApi.json("{\"claimsSourcingFixed\":false}"), settings.org());
    }
}
