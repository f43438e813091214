package dev.claimsverdict.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claimsverdict.example.api.OktaHooksApi;
import dev.claimsverdict.example.api.RulesApi;
import dev.claimsverdict.example.api.VerdictsApi;
import dev.claimsverdict.example.client.ApiClient;
import dev.claimsverdict.example.client.ApiException;
import dev.claimsverdict.example.client.ApiResponse;
import dev.claimsverdict.example.model.AmrSource;
import dev.claimsverdict.example.model.AmrTable;
import dev.claimsverdict.example.model.AmrTableEdition;
import dev.claimsverdict.example.model.AmrVerdict;
import dev.claimsverdict.example.model.AmrVerdictRequest;
import dev.claimsverdict.example.model.AssuranceConstraint;
import dev.claimsverdict.example.model.CatalogueEntry;
import dev.claimsverdict.example.model.CellOutcome;
import dev.claimsverdict.example.model.EventHookData;
import dev.claimsverdict.example.model.EventHookDelivery;
import dev.claimsverdict.example.model.Evidence;
import dev.claimsverdict.example.model.FactorMode;
import dev.claimsverdict.example.model.FactorType;
import dev.claimsverdict.example.model.FindingCode;
import dev.claimsverdict.example.model.Idp;
import dev.claimsverdict.example.model.IdpChange;
import dev.claimsverdict.example.model.IdpOutcome;
import dev.claimsverdict.example.model.IdpPolicy;
import dev.claimsverdict.example.model.IdpVerdict;
import dev.claimsverdict.example.model.IdpVerdictRequest;
import dev.claimsverdict.example.model.KnowledgeConstraint;
import dev.claimsverdict.example.model.LogEvent;
import dev.claimsverdict.example.model.OrgVerdict;
import dev.claimsverdict.example.model.OrgVerdictRequest;
import dev.claimsverdict.example.model.PolicyRule;
import dev.claimsverdict.example.model.PossessionConstraint;
import dev.claimsverdict.example.model.Problem;
import dev.claimsverdict.example.model.Reachability;
import dev.claimsverdict.example.model.Requirement;
import dev.claimsverdict.example.model.SamlVerdictRequest;
import dev.claimsverdict.example.model.SignInOutcome;
import dev.claimsverdict.example.model.TerraformPlan;
import dev.claimsverdict.example.model.TokenHookAnswer;
import dev.claimsverdict.example.model.TokenHookContext;
import dev.claimsverdict.example.model.TokenHookData;
import dev.claimsverdict.example.model.TokenHookRequest;
import dev.claimsverdict.example.model.TokenVerdict;
import dev.claimsverdict.example.model.TokenVerdictRequest;
import dev.claimsverdict.example.model.TrustMode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The client that openapi-generator makes of docs/openapi.json calls each route of a running gateway, that of
 * {@code -Dgateway}, and reads what it answers.
 */
class GeneratedClientTest {

    private static final Path EXAMPLES = Path.of("..");
    private static final ObjectMapper JSON = ApiClient.createDefaultObjectMapper();

    private final ApiClient client = new ApiClient();
    private final VerdictsApi verdicts;
    private final RulesApi rules;
    private final OktaHooksApi hooks;

    GeneratedClientTest() {
        client.updateBaseUri(System.getProperty("gateway", "http://localhost:8080"));
        verdicts = new VerdictsApi(client);
        rules = new RulesApi(client);
        hooks = new OktaHooksApi(client);
    }

    private static <T> T example(String file, Class<T> type) throws IOException {
        return JSON.readValue(EXAMPLES.resolve(file).toFile(), type);
    }

    private static Idp trusted() {
        return new Idp().type("OIDC").policy(new IdpPolicy().trustClaims(true));
    }

    @Test
    @DisplayName("POST /v1/token-verdicts: the example, and what was verified of its token")
    void token() throws Exception {
        TokenVerdict verdict = verdicts.judgeToken(example("token-satisfied.json", TokenVerdictRequest.class));
        assertEquals(SignInOutcome.ACCEPTED, verdict.getVerdict());
        assertEquals(FindingCode.RULE_SATISFIED, verdict.getFindings().getFirst().getCode());
        assertEquals(TrustMode.CLAIMS_SHARING, verdict.getTrust().getMode());
        assertEquals(
                OffsetDateTime.parse("2046-11-24T00:00:00Z"), verdict.getToken().getExpiresAt());
        assertTrue(verdict.getRule().getSatisfied());
    }

    @Test
    @DisplayName("POST /v1/saml-verdicts: the example, verified by its IdP's certificate")
    void saml() throws Exception {
        TokenVerdict verdict = verdicts.judgeSamlResponse(example("saml-response.json", SamlVerdictRequest.class));
        assertEquals(SignInOutcome.ACCEPTED, verdict.getVerdict());
        assertEquals(AmrSource.SAML_ATTRIBUTE, verdict.getAmr().getSource());
    }

    @Test
    @DisplayName("POST /v1/amr-verdicts: a request made of typed parts, a step-up and what would do")
    void amr() throws Exception {
        PolicyRule rule = new PolicyRule()
                .factorMode(FactorMode._2_FA)
                .constraints(List.of(new AssuranceConstraint()
                        .knowledge(new KnowledgeConstraint().types(List.of("PASSWORD")))
                        .possession(new PossessionConstraint().hardwareProtection(Requirement.REQUIRED))));
        AmrVerdict verdict = verdicts.judgeAmr(
                new AmrVerdictRequest().amr(List.of("pwd", "sms")).idp(trusted()).rule(rule));
        assertTrue(verdict.getDryRun());
        assertEquals(SignInOutcome.STEP_UP, verdict.getVerdict());
        assertEquals(
                List.of(FactorType.KNOWLEDGE, FactorType.POSSESSION),
                verdict.getAssurance().getFactorTypes());
        assertEquals(List.of(List.of("hwk", "pwd")), verdict.getRule().getWouldSatisfy());
    }

    @Test
    @DisplayName("POST /v1/idp-verdicts: a change, an IdP's JSON as Okta gave it, and a Terraform plan")
    @SuppressWarnings("unchecked")
    void idp() throws Exception {
        Map<String, Object> idp = example("idp-from-okta-guide.json", Map.class);
        IdpVerdict verdict = verdicts.judgeIdp(
                new IdpVerdictRequest(new IdpChange().after(idp).evidence(new Evidence().amr(List.of()))));
        assertEquals(IdpOutcome.BREAKING, verdict.getVerdict());
        assertEquals("/after/policy/trustClaims", verdict.getFindings().getFirst().getPointer());

        IdpVerdict plan = verdicts.judgeIdp(
                new IdpVerdictRequest(example("terraform-plan.json", TerraformPlan.class)));
        assertEquals(IdpOutcome.BREAKING, plan.getVerdict());
        assertEquals("okta_idp_oidc.entra", plan.getChanges().getFirst().getAddress());
        assertEquals(IdpOutcome.SAFE, plan.getChanges().getLast().getVerdict());
    }

    @Test
    @DisplayName("POST /v1/org-verdicts: the example, every IdP under every rule")
    void org() throws Exception {
        OrgVerdict verdict = verdicts.judgeOrg(example("org.json", OrgVerdictRequest.class));
        assertEquals(IdpOutcome.AT_RISK, verdict.getVerdict());
        assertEquals(3, verdict.getIdps().size());
        assertEquals(10, verdict.getMatrix().size());
        assertEquals(Reachability.BY_AMR, verdict.getMatrix().getFirst().getReachable());
        assertEquals(CellOutcome.STEP_UP, verdict.getMatrix().getFirst().getVerdict());
    }

    @Test
    @DisplayName("a 422 problem names the field")
    void problem() throws Exception {
        AmrVerdictRequest request = new AmrVerdictRequest().amr(List.of("pwd")).idp(trusted()).idpId("0oa1");
        ApiException refused = assertThrows(ApiException.class, () -> verdicts.judgeAmr(request));
        assertEquals(422, refused.getCode());
        Problem problem = JSON.readValue(refused.getResponseBody(), Problem.class);
        assertEquals("Unprocessable Content", problem.getTitle());
        assertEquals("/idp", problem.getErrors().getFirst().getPointer());
    }

    @Test
    @DisplayName("GET /v1/amr-table, an edition of it")
    void amrTable() throws Exception {
        AmrTable table = rules.getAmrTable(AmrTableEdition._2026_07);
        assertEquals(AmrTableEdition._2026_07, table.getEdition());
        assertTrue(table.getValues().stream().anyMatch(row -> row.getValue().equals("phr")));
        assertEquals(AmrTableEdition._2025_04, rules.getAmrTable(null).getEdition());
    }

    @Test
    @DisplayName("GET /v1/findings: the client knows each code")
    void findings() throws Exception {
        List<FindingCode> codes = rules.getFindings().getFindings().stream()
                .map(CatalogueEntry::getCode)
                .toList();
        assertFalse(codes.contains(FindingCode.UNKNOWN_DEFAULT_OPEN_API));
        assertEquals(FindingCode.values().length - 1, codes.size());
    }

    @Test
    @DisplayName("GET /v1/openapi.json is the document that the client was made of, and is not kept")
    void openApi() throws Exception {
        ApiResponse<Map<String, Object>> answer = rules.getOpenApiWithHttpInfo();
        assertEquals(example("../docs/openapi.json", Map.class), answer.getData());
        assertEquals(List.of("no-store"), answer.getHeaders().get("cache-control"));
        assertTrue(answer.getHeaders().containsKey("x-request-id"));
    }

    @Test
    @DisplayName("Okta's hooks, with the deployment's secret and without it")
    void hooks() throws Exception {
        Map<String, String> secret = Map.of("Authorization", System.getProperty("hook.secret", ""));
        assertEquals("challenge", hooks.verifyEventHook("challenge", secret).getVerification());
        hooks.deliverEvents(
                new EventHookDelivery()
                        .eventType(EventHookDelivery.EventTypeEnum.COM_OKTA_EVENT_HOOK)
                        .data(new EventHookData().events(List.of(new LogEvent().eventType("user.session.start")))),
                secret);
        TokenHookAnswer answer = hooks.transformTokens(
                new TokenHookRequest().data(new TokenHookData().context(new TokenHookContext())), secret);
        assertEquals(List.of(), answer.getCommands());
        ApiException refused = assertThrows(ApiException.class, () -> hooks.verifyEventHook("challenge"));
        assertEquals(401, refused.getCode());
    }
}
