package dev.claimsverdict.audit;

import static dev.claimsverdict.testing.TestDocuments.evidence;
import static dev.claimsverdict.testing.TestDocuments.faults;
import static dev.claimsverdict.testing.TestDocuments.gathered;
import static dev.claimsverdict.testing.TestDocuments.idp;
import static dev.claimsverdict.testing.TestDocuments.objects;
import static dev.claimsverdict.testing.TestDocuments.org;
import static dev.claimsverdict.testing.TestDocuments.policy;
import static dev.claimsverdict.testing.TestDocuments.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.testing.TestApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gathering an org from files. */
class OrgFilesTest {

    private static List<String> ids(JsonNode array) {
        List<String> ids = new ArrayList<>();
        array.forEach(each -> ids.add(each.path("id").asText()));
        return ids;
    }

    @DisplayName("an object is what its members say, whatever its file is called")
    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            `{"protocol": {"type": "OIDC"}, "type": "OIDC"}`, IDP
            `{"protocol": "OIDC", "type": "OIDC"}`, UNKNOWN
            `{"protocol": {"type": "OIDC"}}`, UNKNOWN
            `{"id": "r", "actions": {"appSignOn": {}}}`, RULE
            `{"id": "r", "actions": []}`, UNKNOWN
            `{"id": "p", "name": "P", "type": "ACCESS_POLICY", "priority": 1}`, POLICY
            `{"id": "p", "name": "P", "type": "OKTA_SIGN_ON", "_embedded": {"rules": []}}`, POLICY
            `{"id": "p", "name": "P", "type": "ACCESS_POLICY"}`, UNKNOWN
            `{"idps": [], "rules": []}`, ORG_REQUEST
            `{"format": "claims-verdict-snapshot", "version": 1}`, SNAPSHOT_NOTE
            `{"errorCode": "E0000006", "errorSummary": "You do not have permission"}`, ERROR
            `{"id": "a", "key": "security_question", "type": "security_question", "name": "Q", "status": "ACTIVE"}`, NOT_NEEDED
            `{"kty": "RSA", "kid": "k", "x5c": []}`, NOT_NEEDED
            `{"id": "f", "name": "F", "type": "self-service", "stage": {"value": "EA"}, "status": "ENABLED"}`, NOT_NEEDED
            `{"id": "m", "_links": {"application": {"href": "https://acme.okta.com/api/v1/apps/0oa1"}}}`, NOT_NEEDED
            `{"format_version": "1.2", "resource_changes": []}`, TERRAFORM
            `{"id": "00u1", "status": "ACTIVE", "profile": {"login": "a@acme.example"}}`, UNKNOWN
            `{}`, UNKNOWN
            """)
    void kinds(String json, String kind) {
        assertEquals(kind, OrgObject.of(TestApi.json(json)).name());
    }

    @Test
    @DisplayName("arrays, single objects, embedded rules and requests are gathered from all files")
    void mixture() {
        OrgFiles files = gathered(
                objects(
                        "a.json",
                        "[" + idp("0oa1", "") + ", [" + rule("rul1", "1FA", ", \"policyId\": \"rst1\"") + "]]"),
                objects("b.json", idp("0oa2", "")),
                objects(
                        "c.json",
                        "["
                                + policy(
                                        "rst1",
                                        "ACCESS_POLICY",
                                        ", \"_embedded\": {\"rules\": [" + rule("rul2", "2FA", "") + "]}")
                                + "]"),
                objects(
                        "d.json",
                        "{\"idps\": [" + idp("0oa3", "") + "], \"rules\": [" + rule("rul3", "2FA", "") + "]}"),
                objects("e.json", "[]"));
        JsonNode request = files.request().root();
        assertEquals(List.of("0oa1", "0oa2", "0oa3"), ids(request.path("idps")));
        assertEquals(List.of("rul1", "rul2", "rul3"), ids(request.path("rules")));
        assertEquals(
                Optional.of(new Place("a.json", "/0/policy/trustClaims")), files.place("/idps/0/policy/trustClaims"));
        assertEquals(Optional.of(new Place("b.json", "")), files.place("/idps/1"));
        assertEquals(Optional.of(new Place("c.json", "/0/_embedded/rules/0/actions")), files.place("/rules/1/actions"));
        assertEquals(Optional.of(new Place("d.json", "/idps/0/type")), files.place("/idps/2/type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/idps", "/idps/9", "/idps/x", "/idps/99999999999", "/evidence/0oa9", "/amrTable"})
    @DisplayName("what stands in no file has no place")
    void noPlace(String pointer) {
        assertEquals(
                Optional.empty(), gathered(objects("a.json", idp("0oa1", ""))).place(pointer));
    }

    @Test
    @DisplayName("evidence and settings are part of the request, and have their places")
    void evidenceAndSettings() {
        OrgFiles files = gathered(
                objects("idps.json", idp("0oa/1", "")),
                evidence("evidence.json", "{\"0oa/1\": {\"amr\": [\"pwd\"]}}"),
                org("org.json", "{\"engine\": \"CLASSIC\"}"));
        JsonNode request = files.request().root();
        assertEquals("pwd", request.path("evidence").path("0oa/1").at("/amr/0").asText());
        assertEquals("CLASSIC", request.at("/org/engine").asText());
        assertEquals(Optional.of(new Place("evidence.json", "/0oa~11/amr")), files.place("/evidence/0oa~11/amr"));
        assertEquals(Optional.of(new Place("org.json", "/engine")), files.place("/org/engine"));
        assertEquals(List.of("The files have no rule, so only the IdPs are judged."), files.notes());
    }

    @Test
    @DisplayName("duplicate members of an IdP are handed on with it")
    void duplicates() {
        OrgFiles files =
                gathered(objects("a.json", "[" + idp("0oa1", "") + "," + idp("0oa2", ", \"name\": \"Twice\"") + "]"));
        assertEquals(List.of("/idps/1/name"), files.request().duplicates());
    }

    @Test
    @DisplayName("two different IdPs of one id are a fault; the same IdP twice is one")
    void sameId() {
        assertEquals(
                List.of("b.json at /0 is another IdP with the same id as the one of a.json."),
                faults(
                        objects("a.json", idp("0oa1", "")),
                        objects("b.json", "[" + idp("0oa1", ", \"name\": \"Other\"") + "]")));
        OrgFiles files = gathered(
                objects("a.json", idp("0oa1", ", \"_links\": {\"self\": {\"href\": \"https://acme.okta.com\"}}")),
                objects("b.json", "[" + idp("0oa1", "") + "]"));
        assertEquals(1, files.idps().size());
    }

    @Test
    @DisplayName("of a rule that stands in two files the one that names its policy is taken")
    void sameRule() {
        OrgFiles files = gathered(
                objects("idps.json", idp("0oa1", "")),
                objects("policies.json", policy("rst1", "ACCESS_POLICY", "")),
                objects("a.json", rule("rul1", "2FA", "")),
                objects("b.json", rule("rul1", "2FA", ", \"policyId\": \"rst1\"")));
        assertEquals(
                List.of("Policy rst1 (ACCESS_POLICY)"),
                files.rules().stream().map(each -> each.policy().shown()).toList());
        assertEquals(
                1,
                faults(
                                objects("idps.json", idp("0oa1", "")),
                                objects("a.json", rule("rul1", "2FA", "")),
                                objects("b.json", rule("rul1", "1FA", "")))
                        .size());
    }

    @DisplayName("what is missing or wrong is a fault that names its place")
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            `[]` | `The files have no IdP. Get them from /api/v1/idps.`
            `[1]` | `x.json at /0 isn't an object of Okta's API.`
            `"text"` | `x.json isn't an object of Okta's API.`
            `{"users": []}` | `x.json is neither an IdP, a policy nor a policy rule of Okta's Management API. Leave it out.`
            `{"errorCode": "E0000011", "errorSummary": "Invalid token"}` | `x.json is an error message from Okta. Get the object again.`
            `{"format_version": "1.2"}` | `x.json is a Terraform file without a state. Judge a plan with claims-verdict lint, or give the state: terraform show -json.`
            `{"protocol": {}, "type": "OIDC"}` | `x.json is an IdP without an id.`
            `[{"actions": {"appSignOn": {}}}]` | `x.json at /0 is a rule without an id.`
            `{"name": "P", "type": "ACCESS_POLICY", "priority": 1}` | `x.json is a policy without an id.`
            """)
    void faulty(String json, String fault) {
        assertEquals(List.of(fault), faults(objects("x.json", json)));
    }

    @Test
    @DisplayName("of very many faults the first are told")
    void manyFaults() {
        assertEquals(
                20, faults(objects("x.json", "[" + "1,".repeat(100_000) + "1]")).size());
    }

    @DisplayName("evidence must be of an IdP of the files; what is of none is noted")
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            `{"0oa9": {"amr": ["pwd"]}}` | `e.json has evidence by id, but none of its ids is the id of an IdP in the files.`
            `["pwd"]` | `e.json must be an object with a member for each IdP, named by the IdP's id.`
            `{"0oa1": ["pwd"]}` | `e.json at /0oa1 must be an object with idToken, samlResponse, amr or claimsSupported.`
            """)
    void evidenceFaults(String json, String fault) {
        assertEquals(List.of(fault), faults(objects("idps.json", idp("0oa1", "")), evidence("e.json", json)));
    }

    @Test
    @DisplayName("evidence of an IdP that isn't there is left out and noted")
    void strangers() {
        OrgFiles files = gathered(
                objects("idps.json", idp("0oa1", "")),
                evidence("e.json", "{\"0oa1\": {\"amr\": [\"pwd\"]}, \"0oa9\": {\"amr\": [\"pwd\"]}}"));
        assertEquals(1, files.request().root().path("evidence").size());
        assertTrue(files.notes().contains("1 member of the evidence isn't used, because the files have no such IdP."));
    }

    @Test
    @DisplayName("two files with evidence of one IdP, or with settings, are a fault")
    void twice() {
        assertEquals(
                List.of("f.json at /0oa1 has evidence about an IdP, and another file has evidence about the same IdP."),
                faults(
                        objects("idps.json", idp("0oa1", "")),
                        evidence("e.json", "{\"0oa1\": {\"amr\": [\"pwd\"]}}"),
                        evidence("f.json", "{\"0oa1\": {\"amr\": [\"pwd\"]}}")));
        assertEquals(
                List.of("b/org.json has settings of the org, and so has a/org.json. Give only one of them."),
                faults(objects("idps.json", idp("0oa1", "")), org("a/org.json", "{}"), org("b/org.json", "{}")));
    }

    @DisplayName("a rule's policy is the one that it names, that its link names, or that it stands in")
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{\"policyId\": \"rst1\"}",
                "{\"_links\": {\"self\": {\"href\": \"https://acme.okta.com/api/v1/policies/rst1/rules/rul1\"}}}",
            })
    void policies(String more) {
        String members = more.substring(1, more.length() - 1);
        OrgFiles files = gathered(
                objects("idps.json", idp("0oa1", "")),
                objects("rules.json", rule("rul1", "2FA", ", " + members)),
                objects("policies.json", policy("rst1", "ACCESS_POLICY", ", \"status\": \"INACTIVE\"")));
        assertEquals("INACTIVE", files.request().root().at("/rules/0/status").asText());
        assertEquals(false, files.rules().getFirst().active());
    }

    @Test
    @DisplayName("a rule without a policy is judged, and that is noted")
    void alone() {
        OrgFiles files =
                gathered(objects("idps.json", idp("0oa1", "")), objects("rules.json", rule("rul1", "2FA", "")));
        assertTrue(files.rules().getFirst().active());
        assertEquals(
                "Policy not known (ACCESS_POLICY)",
                files.rules().getFirst().policy().shown());
        assertTrue(files.notes()
                .contains("1 rule belongs to no policy in the files. The policy is assumed to be active."));
    }

    @Test
    @DisplayName("rules come as Okta asks them: the global session, then the apps, the catch-all last")
    void order() {
        OrgFiles files = gathered(
                objects("idps.json", idp("0oa1", "")),
                objects(
                        "policies.json",
                        "[" + policy("rst1", "ACCESS_POLICY", "") + "," + policy("00p1", "OKTA_SIGN_ON", "") + "]"),
                objects(
                        "rules.json",
                        "["
                                + rule("all", "2FA", ", \"policyId\": \"rst1\", \"priority\": 0, \"system\": true")
                                + ","
                                + rule("third", "2FA", ", \"policyId\": \"rst1\", \"priority\": 7") + ","
                                + rule("second", "2FA", ", \"policyId\": \"rst1\", \"priority\": 3") + ","
                                + "{\"id\": \"first\", \"policyId\": \"00p1\", \"actions\": {\"signon\": {\"access\": \"ALLOW\"}}}]"));
        assertEquals(
                List.of("first", "second", "third", "all"),
                files.rules().stream().map(RuleLabel::id).toList());
    }

    @Test
    @DisplayName("active routing rules are told with the IdP that they send users to; other rules ask nothing")
    void routing() {
        String route = """
                {"id": "r%d", "name": "Route %d", "status": "%s",
                 "actions": {"idp": {"providers": [{"type": "OIDC", "id": "0oa1"}]}}}""";
        OrgFiles files = gathered(objects(
                "all.json",
                "[" + idp("0oa1", "") + "," + route.formatted(1, 1, "ACTIVE") + "," + route.formatted(2, 2, "INACTIVE")
                        + ", {\"id\": \"e\", \"actions\": {\"enroll\": {}}}]"));
        assertEquals(List.of("Route 1"), files.idps().getFirst().routedBy());
        assertEquals(0, files.rules().size());
    }

    @Test
    @DisplayName("an incomplete snapshot says what it lacks")
    void incomplete() {
        OrgFiles files = gathered(objects("idps.json", idp("0oa1", "")), objects("snapshot.json", """
                        {"format": "claims-verdict-snapshot", "whole": false, "notRead": [
                          {"title": "The authenticators", "reason": "REFUSED"},
                          {"title": "The features", "reason": "NOT_IN_ORG"}]}"""));
        assertTrue(
                files.notes().stream().anyMatch(note -> note.endsWith("It could not read: The authenticators.")),
                files.notes().toString());
    }

    @DisplayName("conditions that aren't evaluated are told; those that exclude nobody aren't")
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            `null` | ``
            `{}` | ``
            `{"people": {"users": {"exclude": []}, "groups": {"include": ["EVERYONE"]}}}` | ``
            `{"network": {"connection": "ANYWHERE"}, "riskScore": {"level": "ANY"}}` | ``
            `{"identityProvider": {"provider": "SPECIFIC_IDP", "idpIds": ["0oa1"]}}` | ``
            `{"platform": {"include": [{"type": "ANY", "os": {"type": "ANY"}}]}, "authContext": {"authType": "ANY"}}` | ``
            `{"people": {"users": {"include": ["a", "b"]}, "groups": {"exclude": ["c"]}}}` | `users (2), excluded groups (1)`
            `{"network": {"connection": "ZONE", "include": ["nzo1"]}}` | `network ZONE`
            `{"riskScore": {"level": "HIGH"}}` | `risk score HIGH`
            `{"risk": {"behaviors": ["New City"]}}` | `risk behaviors (1)`
            `{"device": {"registered": true, "managed": true, "assurance": {"include": ["dae1"]}}}` | `a registered device, a managed device, device assurance policies (1)`
            `{"userType": {"include": ["oty1"], "exclude": []}}` | `user types (1)`
            `{"elCondition": {"condition": "user.profile.x == 1"}}` | `an expression`
            `{"elCondition": {"condition": ""}}` | ``
            `{"platform": {"include": [{"type": "MOBILE", "os": {"type": "IOS"}}]}}` | `platforms (1)`
            `{"authContext": {"authType": "RADIUS"}}` | `authentication by RADIUS`
            `{"somethingNew": {"a": 1}, "other": {}, "none": null}` | `somethingNew`
            `{"network": {"connection": "\\u202eZONE"}}` | `network \\u{202e}ZONE`
            """)
    void conditions(String json, String words) {
        assertEquals(words, String.join(", ", Conditions.of(TestApi.json(json))));
    }
}
