package dev.claimsverdict.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.amr.AmrClaim;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.judge.OrgRequest;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.testing.DryRun;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestOrg;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is an org's request and what isn't, with each wrong field named. */
class OrgRequestReaderTest {

    private static final OrgRequestReader READER =
            new OrgRequestReader(new RequestMembers(RequestSettings.DEFAULT, Registry.EMPTY));

    @DisplayName("each wrong field is named, and what it should be")
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            {}                                      | /idps: The field is missing.
            {idps: null}                            | /idps: The field is missing.
            {idps: {}}                              | /idps: The field must be an array of objects.
            {idps: [1]}                             | /idps/0: The field must be an object.
            {idps: [null]}                          | /idps/0: The field is missing.
            {idps: [{type: 'OIDC'}]}                | /idps/0/id: The field is missing.
            {idps: [{id: 7}]}                       | /idps/0/id: The field must be a string.
            {idps: [{id: ' '}]}                     | /idps/0/id: The field must be an id of 1 to 100 characters.
            {idps: [{id: 'a'}, {id: 'b'}, {id: 'a'}]} | /idps/2/id: The field is also the id of /idps/0; send each object once.
            {idps: [], rules: {}}                   | /rules: The field must be an array of objects.
            {idps: [], rules: ['x']}                | /rules/0: The field must be an object.
            {idps: [], rules: [{factorMode: '2FA'}]} | /rules/0/id: The field is missing.
            {idps: [], rules: [{id: 'r', factorMode: '1FA'}, {id: 'r', factorMode: '2FA'}]} | /rules/1/id: The field is also the id of /rules/0; send each object once.
            {idps: [], rules: [{id: 'r', type: 'PASSWORD'}, {id: 'r', type: 'PASSWORD'}]} | /rules/1/id: The field is also the id of /rules/0; send each object once.
            {idps: [], evidence: []}                | /evidence: The field must be an object.
            {idps: [], evidence: {a: {}}}           | /evidence/a: The field names none of the request's idps: its name must be the id of one of them.
            {idps: [{id: 'a'}], evidence: {a: []}}  | /evidence/a: The field must be an object.
            {idps: [{id: 'a'}], evidence: {a: {amr: 'pwd'}}} | /evidence/a/amr: The field must be an array of strings.
            {idps: [{id: 'a/~'}], evidence: {'a/~': {amr: 'pwd'}}} | /evidence/a~1~0/amr: The field must be an array of strings.
            {idps: [{id: 'a'}], evidence: {a: {arm: []}}}    | /evidence/a/arm: The member is unknown. Known members: amr, claimsSupported, idToken, samlResponse.
            {idps: [], org: {engine: 'NEW'}}        | /org/engine: The field must be one of [IDENTITY_ENGINE, CLASSIC].
            {idps: [], amrTable: '2024-01'}         | /amrTable: The field must be one of [2025-04, 2026-07].
            {idps: [], policies: []}                | /policies: The member is unknown. Known members: amrTable, evidence, idps, org, rules.
            """)
    void wrong(String request, String error) {
        assertEquals(List.of(error), errors(DryRun.json(request)));
    }

    @DisplayName("an IdP and a rule may have the same id, and absent is the same as null")
    @Test
    void right() {
        JsonNode verdict = TestApi.verdict(
                TestOrg.PATH,
                DryRun.json("{idps: [{id: 'a', type: 'OIDC', protocol: {}}], rules: [{id: 'a', factorMode: '1FA'}],"
                                + " evidence: {a: null}, org: null, amrTable: null}")
                        .toString());
        assertEquals(List.of("a a"), TestOrg.cells(verdict));
        assertEquals(
                0,
                TestApi.verdict(TestOrg.PATH, "{\"idps\":[],\"rules\":null,\"evidence\":null}")
                        .path("matrix")
                        .size());
    }

    @DisplayName("an id has at most 100 characters")
    @Test
    void longestId() {
        String longest = "😀".repeat(100);
        assertEquals(
                List.of(longest),
                DryRun.strings(TestOrg.empty().idp(longest, "{}").verdict().path("idps"), "idpId"));
        assertEquals(
                List.of("/idps/0/id: The field must be an id of 1 to 100 characters."),
                TestOrg.empty().idp(longest + "x", "{}").errors());
    }

    @DisplayName("names that mean something to other languages are names here")
    @ParameterizedTest
    @ValueSource(strings = {"__proto__", "constructor", "toString", "hasOwnProperty", "*", "0", "../..", "\u0000"})
    void prototypes(String id) {
        JsonNode verdict = TestOrg.empty()
                .idp(id, "{}")
                .idp("other", "{}")
                .rule(id, "{factorMode: '1FA', '__proto__': {access: 'DENY'}}")
                .evidence(id, "{amr: ['pwd']}")
                .verdict();
        assertEquals("ACCEPTED", TestOrg.cell(verdict, id, id).path("verdict").asText());
        assertEquals(
                "UNKNOWN", TestOrg.cell(verdict, "other", id).path("verdict").asText());
        assertEquals(
                List.of("/evidence/" + id + ": The field names none of the request's idps: its name must be"
                        + " the id of one of them."),
                TestOrg.empty().idp("other", "{}").evidence(id.replace("/", ""), "{}").errors().stream()
                        .map(error -> error.replace("/evidence/" + id.replace("/", ""), "/evidence/" + id))
                        .toList());
    }

    @DisplayName("what Okta sends beside what is read is welcome, in IdPs and in rules")
    @Test
    void unknownMembers() {
        JsonNode verdict = TestApi.verdict(TestOrg.PATH, """
                {"idps": [{"id": "0oa1", "name": "Partners", "type": "OIDC", "status": "ACTIVE", "issuerMode": "DYNAMIC",
                  "created": "2016-03-24T23:18:27.000Z", "lastUpdated": "2016-03-24T23:18:27.000Z", "features": [],
                  "properties": null, "protocol": {"type": "OIDC", "endpoints": {"token": {"url": "https://idp.example.com/t"}},
                  "issuer": {"url": "https://idp.example.com", "type": "x"}, "oktaIdpOrgUrl": null},
                  "policy": {"provisioning": {"action": "AUTO"}, "trustClaims": true}, "_links": {"acs": {"href": "x"}}}],
                 "rules": [{"id": "0pr1", "status": "ACTIVE", "name": "Catch-all Rule", "priority": 99, "system": true,
                  "created": null, "lastUpdated": "2021-01-01T00:00:00.000Z", "conditions": null, "type": "ACCESS_POLICY",
                  "actions": {"appSignOn": {"access": "ALLOW", "keepMeSignedIn": {"postAuth": "NOT_ALLOWED"},
                  "verificationMethod": {"factorMode": "1FA", "type": "ASSURANCE", "reauthenticateIn": "PT0S",
                  "inactivityPeriod": "PT1H", "constraints": [{"knowledge": {"reauthenticateIn": "PT2H", "types": ["password"]}}]}}},
                  "_links": {"self": {"href": "x"}}, "_embedded": {}}],
                 "evidence": {"0oa1": {"amr": ["pwd"]}}}""");
        assertEquals(
                "ACCEPTED",
                TestOrg.cell(verdict, "0oa1", "0pr1").path("verdict").asText());
        assertTrue(verdict.path("findings").isEmpty(), verdict.toString());
        assertEquals(99, verdict.path("rules").path(0).path("priority").asInt());
    }

    @DisplayName("a rule is one that can't be read if anything in it that decides is wrong; the first fault is named")
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = ';', textBlock = """
            {}                                                    ; /rules/0
            {factorMode: '3FA'}                                   ; /rules/0/factorMode
            {factorMode: '2FA', priority: 'high'}                 ; /rules/0/priority
            {factorMode: '2FA', priority: -1}                     ; /rules/0/priority
            {factorMode: '2FA', priority: 1.5}                    ; /rules/0/priority
            {factorMode: '2FA', status: 7}                        ; /rules/0/status
            {factorMode: '2FA', conditions: []}                   ; /rules/0/conditions
            {factorMode: '2FA', conditions: {identityProvider: {provider: 'SOME'}}} ; /rules/0/conditions/identityProvider/provider
            {factorMode: '2FA', conditions: {identityProvider: {idpIds: 'a'}}}      ; /rules/0/conditions/identityProvider/idpIds
            {actions: {}}                                         ; /rules/0/actions/signon
            {actions: []}                                         ; /rules/0/actions
            {actions: {appSignOn: 1}}                             ; /rules/0/actions/appSignOn
            {actions: {appSignOn: {access: 'MAYBE'}}}             ; /rules/0/actions/appSignOn/access
            {actions: {appSignOn: {access: 'ALLOW'}}}             ; /rules/0/actions/appSignOn/verificationMethod
            {type: 'ACCESS_POLICY', actions: null}                ; /rules/0/actions
            {type: 'SIGN_ON', actions: {idp: {}}}                 ; /rules/0/actions/signon
            """)
    void unreadableRules(String rule, String pointer) {
        JsonNode verdict = TestOrg.empty()
                .idp("a", "{}")
                .rule("r", rule)
                .rule("other", "{factorMode: '1FA'}")
                .verdict();
        assertEquals(List.of("RULE_MALFORMED"), DryRun.codes(verdict));
        assertEquals(pointer, verdict.path("findings").path(0).path("pointer").asText());
        assertEquals(List.of("a other"), TestOrg.cells(verdict));
    }

    @DisplayName("rules of other policies are told apart by their type, or by their actions where they have none")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: 'IDP_DISCOVERY', actions: {idp: {providers: [{type: 'OKTA'}]}}}",
                "{type: 'idp_discovery'}",
                "{type: 'PASSWORD', actions: {passwordChange: {access: 'ALLOW'}}}",
                "{type: 'MFA_ENROLL', actions: {enroll: {self: 'CHALLENGE'}}}",
                "{type: 'PROFILE_ENROLLMENT', actions: {profileEnrollment: {access: 'ALLOW'}}}",
                "{type: 'RESOURCE_ACCESS', actions: {token: {accessTokenLifetimeMinutes: 60}}}",
                "{type: 'SOME_NEW_TYPE', actions: {somethingNew: {}}}",
                "{actions: {selfServicePasswordReset: {}}}",
                "{actions: {claimSourcing: {refresh: {redirectType: 'FIXED'}}}}",
            })
    void otherPolicies(String rule) {
        JsonNode verdict = TestOrg.empty().idp("a", "{}").rule("r", rule).verdict();
        assertEquals(List.of("RULE_NOT_JUDGED"), DryRun.codes(verdict));
        assertEquals(
                "/rules/0", verdict.path("findings").path(0).path("pointer").asText());
        assertTrue(verdict.path("matrix").isEmpty());
        assertTrue(verdict.path("rules").isEmpty());
    }

    @DisplayName(
            "client secrets are removed before anything else: no answer has one, and no decision id depends on one")
    @Test
    void secrets() {
        String with = "{protocol: {credentials: {client: {client_secret: 'hush'}}}}";
        String other = "{protocol: {credentials: {client: {client_secret: 'quiet'}}}}";
        JsonNode verdict =
                TestOrg.empty().idp("a", "{}").idp("b", with).rule("r", "{}").verdict();
        assertFalse(verdict.toString().contains("hush"));
        assertEquals(
                verdict,
                TestOrg.empty().idp("a", "{}").idp("b", other).rule("r", "{}").verdict());
        assertTrue(DryRun.codes(verdict.path("idps").path(1)).contains("SECRET_IN_EVENT"));
        assertFalse(DryRun.codes(verdict.path("idps").path(0)).contains("SECRET_IN_EVENT"));
        JsonNode wrong = TestOrg.empty()
                .idp("a", "{protocol: {credentials: {client: {client_secret: {hush: 'hush'}}}}}")
                .verdict();
        assertFalse(wrong.toString().contains("hush"));
        assertEquals("INVALID", wrong.path("verdict").asText());
    }

    @DisplayName("a member that stands twice is a finding of its IdP, and a 400 anywhere else")
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            {"idps": [{"id": "a", "type": "OIDC", "protocol": {}}, {"id": "b", "type": "OIDC", "protocol": {}, "policy": {"trustClaims": false, "trustClaims": true}}]} ; -
            {"idps": [], "idps": []}                                                             ; /idps
            {"idps": [], "rules": [{"id": "r", "factorMode": "1FA", "factorMode": "2FA"}]}       ; /rules/0/factorMode
            {"idps": [{"id": "a"}], "evidence": {"a": {"amr": ["pwd"]}, "a": {"amr": []}}}       ; /evidence/a
            """)
    void twice(String request, String refused) {
        HttpResult answer = HttpResult.post(TestOrg.PATH, request);
        if (refused != null) {
            assertEquals(400, answer.status());
            assertEquals(List.of(refused), answer.pointers());
            return;
        }
        JsonNode idps = answer.json().path("idps");
        assertFalse(DryRun.codes(idps.path(0)).contains("DUPLICATE_MEMBER"));
        assertEquals(
                "/idps/1/policy/trustClaims",
                idps.path(1)
                        .path("findings")
                        .valueStream()
                        .filter(finding -> finding.path("code").asText().equals("DUPLICATE_MEMBER"))
                        .findFirst()
                        .orElseThrow()
                        .path("pointer")
                        .asText());
    }

    @DisplayName("at most 50,000 IdPs, rules and pieces of evidence")
    @Test
    void many() {
        String idps = objects(50_001, "");
        assertEquals("/idps: The field must have at most 50000 objects.", errors("{\"idps\":[" + idps + "]}"));
        String rules = objects(50_001, ",\"factorMode\":\"1FA\"");
        assertEquals(
                "/rules: The field must have at most 50000 objects.",
                errors("{\"idps\":[],\"rules\":[" + rules + "]}"));
        String evidence =
                IntStream.range(0, 50_001).mapToObj(i -> "\"" + i + "\":{}").collect(Collectors.joining(",", "{", "}"));
        assertEquals(
                "/evidence: The field must have at most 50000 members.",
                errors("{\"idps\":[],\"evidence\":" + evidence + "}"));
        String most =
                IntStream.range(0, 50_000).mapToObj(i -> "\"" + i + "\":{}").collect(Collectors.joining(",", "{", "}"));
        assertEquals(
                50_000,
                read("{\"idps\":[" + objects(50_000, "") + "],\"evidence\":" + most + "}")
                        .idps()
                        .size());
    }

    @DisplayName("at most 10,000,000 pairs of an IdP and a rule")
    @Test
    void pairs() {
        String rules = objects(2_500, ",\"factorMode\":\"1FA\"");
        String request = "{\"idps\":[%s],\"rules\":[" + rules + "]}";
        assertEquals(4_000, read(request.formatted(objects(4_000, ""))).idps().size());
        assertEquals(
                "/rules: The field and idps make more than 10000000 pairs of an IdP and a rule; send fewer of them.",
                errors(request.formatted(objects(4_001, ""))));
    }

    @DisplayName("the cells are counted without making them")
    @Test
    void cells() {
        JsonNode request = DryRun.json(
                "{idps: [{id: 'a', type: 'OIDC', protocol: {}}, {id: 'b', type: 'OIDC', protocol: {}},"
                        + " {id: 'off', status: 'INACTIVE', type: 'OIDC', protocol: {}}, {id: 'broken'}], rules: ["
                        + "{id: '1', factorMode: '1FA'},"
                        + "{id: '2', factorMode: '1FA', status: 'INACTIVE'},"
                        + "{id: '3', factorMode: '1FA', conditions: {identityProvider: {provider: 'OKTA'}}},"
                        + "{id: '4', factorMode: '1FA', conditions: {identityProvider: {provider: 'SPECIFIC_IDP', idpIds: ['b', 'off', 'x']}}}]}");
        assertEquals(3, read(request.toString()).cells());
        assertEquals(
                3,
                TestApi.verdict(TestOrg.PATH, request.toString()).path("matrix").size());
    }

    @DisplayName(
            "of a hostile list of errors the answer names a hundred, and a sample of 1,000 values is judged, of 1,001 refused")
    @Test
    void hostile() {
        String wrong = "{\"idps\":[" + String.join(",", java.util.Collections.nCopies(40_000, "[]")) + "]}";
        assertEquals(100, HttpResult.post(TestOrg.PATH, wrong).pointers().size());
        ObjectNode evidence = TestApi.JSON.createObjectNode();
        for (int i = 1; i < AmrClaim.MAX_VALUES; i++) {
            evidence.withArray("amr").add("x" + i);
        }
        evidence.withArray("amr").add("pwd");
        TestOrg org =
                TestOrg.empty().idp("a", "{}").rule("r", "{factorMode: '1FA'}").evidence("a", evidence);
        JsonNode verdict = org.verdict();
        assertEquals("ACCEPTED", TestOrg.cell(verdict, "a", "r").path("verdict").asText());
        evidence.withArray("amr").add("pwd");
        HttpResult refused = HttpResult.post(
                TestOrg.PATH, org.evidence("a", evidence).request().toString());
        assertEquals(List.of("/evidence/a/amr"), refused.pointers());
        // A long name is cut, and so is a type.
        JsonNode named = TestOrg.empty()
                .idp("a", "{name: '" + "n".repeat(100_000) + "', type: '" + "t".repeat(100_000) + "'}")
                .verdict();
        assertTrue(named.path("idps").path(0).path("name").asText().length() <= 500);
        assertTrue(named.path("idps").path(0).path("type").asText().length() <= 500);
    }

    private static String objects(int count, String members) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"id\":\"" + i + "\"" + members + "}")
                .collect(Collectors.joining(","));
    }

    private static List<String> errors(JsonNode request) {
        HttpResult answer = HttpResult.post(TestOrg.PATH, request);
        assertEquals(422, answer.status(), answer.body());
        return answer.json()
                .path("errors")
                .valueStream()
                .map(error -> error.path("pointer").asText() + ": "
                        + error.path("detail").asText())
                .toList();
    }

    private static Reading<OrgRequest> reading(String request) {
        return READER.read(((Reading.Read<StrictTree>) StrictTree.read(request)).value());
    }

    private static OrgRequest read(String request) {
        return ((Reading.Read<OrgRequest>) reading(request)).value();
    }

    /** The only error of a request, read without HTTP's limit. */
    private static String errors(String request) {
        Problem problem =
                assertInstanceOf(Reading.Refused.class, reading(request)).problem();
        assertEquals(1, problem.errors().size());
        return problem.errors().getFirst().pointer() + ": "
                + problem.errors().getFirst().detail();
    }
}
