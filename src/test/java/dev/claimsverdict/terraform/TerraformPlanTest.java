package dev.claimsverdict.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.event.UnreadableEvent;
import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.IdpRequestReader;
import dev.claimsverdict.request.RequestMembers;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Terraform plans: which changes are judged, as what, and by which fields the findings name them. */
class TerraformPlanTest {

    private static final String ROUTE = "/v1/idp-verdicts";
    private static final String OIDC = """
        {"id": "0oa1", "name": "Example", "status": "ACTIVE", "type": "OIDC", "protocol_type": "OIDC",
         "issuer_url": "https://idp.example.com", "authorization_url": "https://idp.example.com/authorize",
         "token_url": "https://idp.example.com/token", "user_info_url": "https://idp.example.com/userinfo",
         "jwks_url": "https://idp.example.com/keys", "slo_url": "", "scopes": ["openid", "email"],
         "client_id": "client-1", "pkce_required": true, "max_clock_skew": 0,
         "request_signature_algorithm": "HS256", "account_link_action": "AUTO", "filter": "^.+@example",
         "trust_claims": false, "username_template": "idpuser.email"}\
        """;
    private static final String SAML = """
        {"id": "0oa2", "name": "Example", "status": "ACTIVE", "type": "SAML2",
         "issuer": "https://saml.example.com", "sso_url": "https://saml.example.com/sso", "max_clock_skew": 0,
         "request_signature_algorithm": "SHA-256", "response_signature_algorithm": "SHA-256",
         "account_link_action": "AUTO", "subject_filter": "^.+@example", "trust_claims": false}\
        """;

    private static ObjectNode attributes(String resource) {
        return (ObjectNode) TestApi.json(resource.equals("okta_idp_oidc") ? OIDC : SAML);
    }

    private static ObjectNode change(String resource, String actions, JsonNode before, JsonNode after) {
        ObjectNode change = TestApi.JSON.createObjectNode();
        change.put("address", resource + ".example").put("mode", "managed").put("type", resource);
        ObjectNode inner = change.putObject("change");
        inner.putArray("actions")
                .addAll(Stream.of(actions.split(" ")).map(change::textNode).toList());
        inner.set("before", before);
        inner.set("after", after);
        inner.putObject("after_unknown");
        return change;
    }

    private static ObjectNode plan(JsonNode... changes) {
        ObjectNode plan = TestApi.JSON.createObjectNode().put("format_version", "1.2");
        plan.putArray("resource_changes").addAll(List.of(changes));
        return plan;
    }

    private static JsonNode judge(ObjectNode plan) {
        return TestApi.verdict(ROUTE, plan.toString());
    }

    private static JsonNode judgeOne(ObjectNode change) {
        JsonNode changes = judge(plan(change)).path("changes");
        assertEquals(1, changes.size());
        return changes.path(0);
    }

    private static List<String> findings(JsonNode verdict) {
        List<String> findings = new ArrayList<>();
        verdict.path("findings")
                .forEach(finding -> findings.add(finding.path("code").asText() + " "
                        + finding.path("pointer").asText()));
        return findings;
    }

    @DisplayName("an attribute is judged as the field of the IdP object that it is, and named by its own name")
    @ParameterizedTest(name = "{0}.{1} = {2} -> {3}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        okta_idp_oidc ; trust_claims                 ; true                  ; AMR_EVIDENCE_MISSING
        okta_idp_oidc ; trust_claims                 ; "true"                ; IDP_MALFORMED
        okta_idp_oidc ; status                       ; "GONE"                ; IDP_MALFORMED
        okta_idp_oidc ; issuer_url                   ; ""                    ; OIDC_ISSUER_MISSING
        okta_idp_oidc ; issuer_url                   ; "http://a.example"    ; ENDPOINT_NOT_HTTPS
        okta_idp_oidc ; authorization_url            ; "http://a.example"    ; ENDPOINT_NOT_HTTPS
        okta_idp_oidc ; token_url                    ; "http://a.example"    ; ENDPOINT_NOT_HTTPS
        okta_idp_oidc ; user_info_url                ; "http://a.example"    ; ENDPOINT_NOT_HTTPS
        okta_idp_oidc ; jwks_url                     ; "http://a.example"    ; ENDPOINT_NOT_HTTPS
        okta_idp_oidc ; slo_url                      ; "http://a.example"    ; ENDPOINT_NOT_HTTPS
        okta_idp_oidc ; jwks_url                     ; null                  ; OIDC_JWKS_MISSING
        okta_idp_oidc ; client_id                    ; null                  ; OIDC_CLIENT_ID_MISSING
        okta_idp_oidc ; scopes                       ; ["email"]             ; OPENID_SCOPE_MISSING
        okta_idp_oidc ; pkce_required                ; false                 ; PKCE_NOT_REQUIRED
        okta_idp_oidc ; max_clock_skew               ; 300001                ; CLOCK_SKEW_TOO_WIDE
        okta_idp_oidc ; request_signature_algorithm  ; "SHA-1"               ; SAML_SHA1
        okta_idp_oidc ; filter                       ; ""                    ; SUBJECT_FILTER_MISSING
        okta_idp_saml ; status                       ; 7                     ; IDP_MALFORMED
        okta_idp_saml ; sso_url                      ; "http://a.example"    ; ENDPOINT_NOT_HTTPS
        okta_idp_saml ; max_clock_skew               ; 300001                ; CLOCK_SKEW_TOO_WIDE
        okta_idp_saml ; request_signature_algorithm  ; "SHA-1"               ; SAML_SHA1
        okta_idp_saml ; response_signature_algorithm ; "SHA-1"               ; SAML_SHA1
        okta_idp_saml ; subject_filter               ; ""                    ; SUBJECT_FILTER_MISSING
        """)
    void attribute(String resource, String attribute, String value, String code) {
        ObjectNode after = attributes(resource).set(attribute, TestApi.json(value));
        JsonNode verdict = judgeOne(change(resource, "update", attributes(resource), after));
        assertEquals(List.of(code + " /resource_changes/0/change/after/" + attribute), findings(verdict));
    }

    @Test
    @DisplayName(
            "Section 6: a client secret is a part of the resource: nothing is said of it, and nothing depends on it")
    void secret() {
        ObjectNode before = attributes("okta_idp_oidc").put("client_secret", "s3cret-before");
        ObjectNode after =
                attributes("okta_idp_oidc").put("client_secret", "s3cret-after").put("trust_claims", true);
        JsonNode verdict = judgeOne(change("okta_idp_oidc", "update", before, after));
        assertEquals(List.of("AMR_EVIDENCE_MISSING /resource_changes/0/change/after/trust_claims"), findings(verdict));
        assertFalse(verdict.toString().contains("s3cret"));
        after.remove("client_secret");
        assertEquals(verdict, judgeOne(change("okta_idp_oidc", "update", before, after)));
        ObjectNode onlyTheSecret = before.deepCopy().put("client_secret", "s3cret-after");
        assertEquals(
                List.of("NO_RELEVANT_CHANGE /resource_changes/0/change/after"),
                findings(judgeOne(change("okta_idp_oidc", "update", before, onlyTheSecret))));
    }

    @Test
    @DisplayName("what stands in an attribute is named too; what is no attribute is named by its side of the change")
    void pointers() {
        ObjectNode after = attributes("okta_idp_oidc").set("scopes", TestApi.json("[\"openid\", 7]"));
        assertEquals(
                List.of("IDP_MALFORMED /resource_changes/0/change/after/scopes/1"),
                findings(judgeOne(change("okta_idp_oidc", "create", null, after))));
        ObjectNode trusted = attributes("okta_idp_saml").put("trust_claims", true);
        assertEquals(
                List.of(
                        "AMR_EVIDENCE_MISSING /resource_changes/0/change/after/trust_claims",
                        "SAML_TOKEN_EXCHANGE /resource_changes/0/change/after/trust_claims"),
                findings(judgeOne(change("okta_idp_saml", "update", attributes("okta_idp_saml"), trusted))));
        assertEquals(
                List.of("SIGN_IN_ENDS /resource_changes/0/change/before"),
                findings(judgeOne(change("okta_idp_saml", "delete", trusted, null))));
        ObjectNode malformed = attributes("okta_idp_saml").put("trust_claims", "yes");
        assertEquals(
                List.of("IDP_MALFORMED /resource_changes/0/change/before/trust_claims"),
                findings(judgeOne(change("okta_idp_saml", "delete", malformed, null))));
    }

    @DisplayName("what changes something in Okta is judged, as what it is there")
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(textBlock = """
        update,        TRUST_TURNED_OFF
        delete create, TRUST_TURNED_OFF
        create delete, TRUST_TURNED_OFF
        delete,        SIGN_IN_ENDS
        create,        -
        create forget, -
        no-op,
        read,
        forget,
        """)
    void actions(String actions, String code) {
        ObjectNode before = attributes("okta_idp_saml").put("trust_claims", true);
        JsonNode changes = judge(plan(change("okta_idp_saml", actions, before, attributes("okta_idp_saml"))))
                .path("changes");
        assertEquals(code == null ? 0 : 1, changes.size());
        if (code != null) {
            assertEquals(code.equals("-") ? "" : code, TestApi.first(changes.path(0)));
        }
    }

    @Test
    @DisplayName("data sources and other resources are left out, whatever they are like")
    void leftOut() {
        ObjectNode data = change("okta_idp_oidc", "create", null, attributes("okta_idp_oidc"))
                .put("mode", "data");
        ObjectNode server = change("okta_auth_server_policy_rule", "create", null, TestApi.json("{\"access\": 7}"));
        JsonNode verdict = judge(plan(data, server, TestApi.json("{\"type\": \"null_resource\", \"change\": 7}")));
        assertEquals("{\"verdict\":\"SAFE\",\"changes\":[]}", verdict.toString());
    }

    static Stream<Arguments> attributesByResource() {
        return Stream.of("okta_idp_oidc", "okta_idp_saml")
                .flatMap(resource -> ResourceType.of(resource).orElseThrow().attributes().stream()
                        .map(attribute -> Arguments.of(resource, attribute)));
    }

    @DisplayName(
            "an attribute known only after the apply is not missing: it adds no finding; trust_claims counts as true")
    @ParameterizedTest(name = "{0}.{1}")
    @MethodSource("attributesByResource")
    void unknown(String resource, String attribute) {
        ObjectNode after = attributes(resource);
        after.remove(attribute);
        ObjectNode change = change(resource, "create", null, after);
        ((ObjectNode) change.at("/change/after_unknown")).put(attribute, true);
        List<String> expected = new ArrayList<>();
        if (attribute.equals("trust_claims")) {
            expected.add("TRUST_CLAIMS_UNKNOWN /resource_changes/0/change/after_unknown/trust_claims");
            expected.add("AMR_EVIDENCE_MISSING /resource_changes/0/change/after/trust_claims");
            if (resource.equals("okta_idp_saml")) {
                expected.add("SAML_TOKEN_EXCHANGE /resource_changes/0/change/after/trust_claims");
            }
        }
        assertEquals(expected, findings(judgeOne(change)));
    }

    @Test
    @DisplayName("trust that may end with the apply is no NO_RELEVANT_CHANGE")
    void unknownTrustIsAChange() {
        ObjectNode before = attributes("okta_idp_saml").put("trust_claims", true);
        ObjectNode change =
                change("okta_idp_saml", "update", before, before.deepCopy().putNull("trust_claims"));
        ((ObjectNode) change.at("/change/after_unknown")).put("trust_claims", true);
        JsonNode verdict = judgeOne(change);
        assertEquals("AT_RISK", verdict.path("verdict").asText());
        assertEquals("TRUST_CLAIMS_UNKNOWN", TestApi.first(verdict));
    }

    @Test
    @DisplayName("partly unknown is unknown, false is known, and a resource may be unknown as a whole")
    void shapesOfUnknown() {
        ObjectNode after = attributes("okta_idp_oidc").set("scopes", TestApi.json("[\"email\", null]"));
        ObjectNode change = change("okta_idp_oidc", "create", null, after);
        ObjectNode inner = (ObjectNode) change.path("change");
        inner.set("after_unknown", TestApi.json("{\"scopes\": [false, true], \"client_id\": false}"));
        assertEquals(List.of(), findings(judgeOne(change)));
        inner.set("after_unknown", TestApi.json("true"));
        inner.putNull("after");
        assertEquals("TRUST_CLAIMS_UNKNOWN", TestApi.first(judgeOne(change)));
    }

    @Test
    @DisplayName("a plan with nothing of the kind is safe, also one that has no resources at all")
    void nothing() {
        String safe = "{\"verdict\":\"SAFE\",\"changes\":[]}";
        assertEquals(safe, judge(plan()).toString());
        String noResources = "{\"format_version\": \"1.2\", \"planned_values\": {}, \"configuration\": {}}";
        assertEquals(safe, TestApi.verdict(ROUTE, noResources).toString());
    }

    @Test
    @DisplayName("the worst change decides; INVALID is worse than BREAKING")
    void worst() {
        ObjectNode safe = change("okta_idp_saml", "create", null, attributes("okta_idp_saml"));
        ObjectNode atRisk = change(
                "okta_idp_saml", "create", null, attributes("okta_idp_saml").put("trust_claims", true));
        ObjectNode breaking = change(
                "okta_idp_oidc",
                "create",
                null,
                attributes("okta_idp_oidc").put("trust_claims", true).put("issuer_url", "https://accounts.google.com"));
        ObjectNode invalid = change(
                "okta_idp_oidc", "create", null, attributes("okta_idp_oidc").put("client_id", ""));
        List<ObjectNode> changes = List.of(safe, atRisk, breaking, invalid);
        List<String> verdicts = List.of("SAFE", "AT_RISK", "BREAKING", "INVALID");
        for (int i = 0; i < changes.size(); i++) {
            ObjectNode plan = plan(changes.subList(0, i + 1).reversed().toArray(JsonNode[]::new));
            assertEquals(verdicts.get(i), judge(plan).path("verdict").asText());
        }
    }

    @Test
    @DisplayName("one judgement: the same findings as for the same change of the Management API's object")
    void sameAsAChange() {
        ObjectNode before = attributes("okta_idp_oidc").put("trust_claims", true);
        ObjectNode after =
                attributes("okta_idp_oidc").put("pkce_required", false).put("jwks_url", "http://a.example");
        JsonNode planned = judgeOne(change("okta_idp_oidc", "update", before, after));
        ObjectNode request = TestApi.JSON.createObjectNode();
        request.set("before", object(before));
        request.set("after", object(after));
        JsonNode direct = TestApi.verdict(ROUTE, request.toString());
        assertEquals(direct.path("verdict"), planned.path("verdict"));
        assertEquals(direct.path("trust"), planned.path("trust"));
        assertEquals(3, direct.path("findings").size());
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    ((ObjectNode) direct.path("findings").path(i)).without("pointer"),
                    ((ObjectNode) planned.path("findings").path(i)).without("pointer"));
        }
    }

    private static JsonNode object(ObjectNode attributes) {
        return PlannedIdps.object(
                ResourceType.OIDC_IDP, Attributes.known(attributes, MissingNode.getInstance(), "/attributes"));
    }

    @Test
    @DisplayName("to each change the other IdPs of the plan are known that will be active and trusted after it")
    void context() {
        ObjectNode trusted = attributes("okta_idp_saml").put("trust_claims", true);
        ObjectNode inactive = trusted.deepCopy().put("status", "INACTIVE").put("id", "inactive");
        ObjectNode odd = trusted.deepCopy().put("id", 7);
        ObjectNode unknown =
                change("okta_idp_saml", "update", trusted, trusted.deepCopy().put("id", "unknown"));
        ((ObjectNode) unknown.at("/change/after_unknown")).put("trust_claims", true);
        ObjectNode plan = plan(
                change("okta_idp_oidc", "update", attributes("okta_idp_oidc"), attributes("okta_idp_oidc")),
                change("okta_idp_saml", "update", trusted, trusted.deepCopy().put("id", "updated")),
                change("okta_idp_saml", "no-op", trusted, trusted.deepCopy().put("id", "kept")),
                change("okta_idp_saml", "forget", trusted.deepCopy().put("id", "forgotten"), null),
                change("okta_idp_saml", "delete", trusted.deepCopy().put("id", "deleted"), null),
                change("okta_idp_saml", "update", trusted, inactive),
                change("okta_idp_saml", "no-op", odd, odd),
                change("okta_idp_saml", "update", trusted, attributes("okta_idp_saml")),
                unknown);
        TerraformPlan read = read(plan);
        assertEquals(6, read.changes().size());
        assertEquals(
                List.of("updated", "kept", "forgotten", "{known-after-apply-6}"),
                ids(read.changes().get(0)));
        assertEquals(
                List.of("kept", "forgotten", "{known-after-apply-6}"),
                ids(read.changes().get(1)));
    }

    private static TerraformPlan read(ObjectNode plan) {
        TerraformPlanReader reader = new TerraformPlanReader(
                new IdpRequestReader(new RequestMembers(RequestSettings.DEFAULT, Registry.EMPTY)));
        return switch (reader.read(new StrictTree(plan, List.of(), 0))) {
            case Reading.Read<TerraformPlan>(TerraformPlan value) -> value;
            case Reading.Refused<TerraformPlan> refused -> throw new AssertionError(refused.toString());
        };
    }

    private static List<String> ids(TerraformPlan.Change change) {
        return ((TerraformPlan.IdpChange) change)
                .request().context().idps().stream()
                        .map(IdpConfiguration::id)
                        .map(id -> id.orElse(""))
                        .toList();
    }

    @DisplayName("what is read of a plan is read strictly, and each wrong field is named")
    @ParameterizedTest(name = "{0} = {1} -> {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', nullValues = "absent", textBlock = """
        /format_version                                   ; 1                ; /format_version
        /format_version                                   ; "2.0"            ; /format_version
        /format_version                                   ; "1"              ; /format_version
        /errored                                          ; true             ; /errored
        /errored                                          ; "false"          ; /errored
        /resource_changes                                 ; null             ; /resource_changes
        /resource_changes                                 ; {}               ; /resource_changes
        /resource_changes                                 ; "none"           ; /resource_changes
        /resource_changes                                 ; [7]              ; /resource_changes/0
        /resource_changes                                 ; [null]           ; /resource_changes/0
        /resource_changes                                 ; [{}]             ; /resource_changes/0/type
        /resource_changes/0/type                          ; absent           ; /resource_changes/0/type
        /resource_changes/0/type                          ; 7                ; /resource_changes/0/type
        /resource_changes/0/mode                          ; "ephemeral"      ; /resource_changes/0/mode
        /resource_changes/0/mode                          ; true             ; /resource_changes/0/mode
        /resource_changes/0/address                       ; absent           ; /resource_changes/0/address
        /resource_changes/0/address                       ; {}               ; /resource_changes/0/address
        /resource_changes/0/change                        ; absent           ; /resource_changes/0/change
        /resource_changes/0/change                        ; []               ; /resource_changes/0/change
        /resource_changes/0/change/actions                ; absent           ; /resource_changes/0/change/actions
        /resource_changes/0/change/actions                ; []               ; /resource_changes/0/change/actions
        /resource_changes/0/change/actions                ; "update"         ; /resource_changes/0/change/actions
        /resource_changes/0/change/actions                ; ["destroy"]      ; /resource_changes/0/change/actions
        /resource_changes/0/change/before                 ; null             ; /resource_changes/0/change/before
        /resource_changes/0/change/before                 ; "x"              ; /resource_changes/0/change/before
        /resource_changes/0/change/after                  ; null             ; /resource_changes/0/change/after
        /resource_changes/0/change/after                  ; "x"              ; /resource_changes/0/change/after
        /resource_changes/0/change/after                  ; [{}]             ; /resource_changes/0/change/after
        /resource_changes/0/change/after_unknown          ; "true"           ; /resource_changes/0/change/after_unknown
        /resource_changes/0/change/after_unknown          ; {"status": "x"}  ; /resource_changes/0/change/after_unknown/status
        """)
    void strict(String pointer, String value, String wrong) {
        ObjectNode plan =
                plan(change("okta_idp_oidc", "update", attributes("okta_idp_oidc"), attributes("okta_idp_oidc")));
        plan.put("errored", false);
        assertEquals(200, HttpResult.post(ROUTE, plan).status());
        JsonNode bad = value == null ? without(plan, pointer) : HttpResult.with(plan, pointer, TestApi.json(value));
        HttpResult result = HttpResult.post(ROUTE, bad);
        assertEquals(422, result.status(), result.body());
        assertEquals(List.of(wrong), result.pointers());
    }

    private static JsonNode without(JsonNode plan, String pointer) {
        return HttpResult.with(plan, pointer, null);
    }

    @Test
    @DisplayName("a thousand changes are judged, one more is too many")
    void tooMany() {
        ObjectNode change = change("okta_idp_saml", "create", null, TestApi.json("{}"));
        ObjectNode plan = plan();
        for (int i = 0; i < TerraformPlanReader.MAX_CHANGES; i++) {
            plan.withArray("resource_changes").add(change);
        }
        assertEquals(TerraformPlanReader.MAX_CHANGES, read(plan).changes().size());
        // What is not judged does not count.
        plan.withArray("resource_changes").add(change("okta_idp_saml", "no-op", null, null));
        assertEquals(TerraformPlanReader.MAX_CHANGES, read(plan).changes().size());
        plan.withArray("resource_changes").add(change);
        assertEquals(List.of("/resource_changes"), HttpResult.post(ROUTE, plan).pointers());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resource_changes\": [], \"resource_changes\": []}",
                "{\"format_version\": \"1.2\", \"format_version\": \"1.2\", \"resource_changes\": []}",
                "{\"resource_changes\": [{\"type\": \"a\", \"type\": \"okta_idp_oidc\"}]}"
            })
    @DisplayName("a member that stands twice in what is read is no plan")
    void twice(String plan) {
        assertEquals(400, HttpResult.post(ROUTE, plan).status());
    }

    @Test
    @DisplayName("what is not read may be anything, and may stand twice")
    void terraformsOwn() {
        String plan = "{\"resource_changes\": [], \"x\": 1, \"x\": [{}], \"variables\": 7}";
        assertEquals(200, HttpResult.post(ROUTE, plan).status());
    }

    @Test
    @DisplayName("no secret of a plan is in the answer")
    void secrets() throws IOException {
        String plan = Files.readString(Path.of("src/test/resources/terraform/plan.json"));
        assertTrue(plan.contains("not-a-real-secret"));
        String answer = TestApi.verdict(ROUTE, plan).toString();
        assertFalse(answer.contains("not-a-real-secret"));
        ObjectNode odd = attributes("okta_idp_oidc");
        odd.putObject("client_secret").put("s3cret", "s3cret");
        HttpResult result = HttpResult.post(ROUTE, plan(change("okta_idp_oidc", "create", null, odd)));
        assertFalse(result.body().contains("s3cret"), result.body());
    }

    @Test
    @DisplayName("a plan is judged the same through direct invocation")
    void direct() throws IOException {
        String text = Files.readString(Path.of("src/test/resources/terraform/plan.json"));
        ObjectNode plan = (ObjectNode) TestApi.json(text);
        JsonNode answer = TestApi.invoke(plan.deepCopy().put("kind", "idp").toString());
        assertEquals(TestApi.verdict(ROUTE, text), answer);
        assertEquals("BREAKING", answer.path("verdict").asText());

        assertEquals(
                "module.workforce.okta_idp_oidc.entra",
                answer.path("changes").path(0).path("address").asText());
        String failed = plan.put("kind", "idp").put("errored", true).toString();
        UnreadableEvent refused = assertThrows(UnreadableEvent.class, () -> TestApi.invoke(failed));
        assertTrue(refused.getMessage().contains("/errored"));
    }
}
