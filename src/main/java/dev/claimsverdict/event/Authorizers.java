package dev.claimsverdict.event;

import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse.Statement;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.decision.Decisions;
import dev.claimsverdict.decision.Decisions.KnownSignIn;
import dev.claimsverdict.decision.Origin;
import dev.claimsverdict.event.AuthorizerRequest.Asked;
import dev.claimsverdict.event.AuthorizerRequest.NoToken;
import dev.claimsverdict.event.AuthorizerRequest.Unreadable;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.verdict.AmrReport;
import dev.claimsverdict.verdict.FactorType;
import dev.claimsverdict.verdict.FindingCode;
import dev.claimsverdict.verdict.RuleReport;
import dev.claimsverdict.verdict.SignInVerdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * API Gateway's Lambda authorizers (docs/reference.md, Authorizers). Only an ACCEPTED verdict authorizes. An event that can't
 * be read and a fault of this program don't (R5.5).
 */
final class Authorizers {

    private final Decisions decisions;

    Authorizers(Decisions decisions) {
        this.decisions = decisions;
    }

    /** The simple response to an HTTP API's authorizer event of format 2.0. */
    SimpleIAMPolicyResponse httpApi(StrictTree event, Origin origin) {
        Authorization answer = authorize(event, AuthorizerReader::httpApi, origin);
        return new SimpleIAMPolicyResponse(answer.authorized(), answer.context());
    }

    /**
     * The policy for a REST API's authorizer event, TOKEN or REQUEST, or for an HTTP API's of format 1.0. Throws
     * {@link Unauthorized} if there is no token.
     */
    Policy restApi(StrictTree event, Origin origin) {
        Authorization answer = authorize(event, AuthorizerReader::restApi, origin);
        if (answer.token() == Token.ABSENT) {
            throw new Unauthorized();
        }
        // Only the called method, without a wildcard: API Gateway may cache the policy for other routes that get the
        // same token, and those may have stricter rules.
        String methodArn = event.root().path("methodArn").asText();
        return new Policy(
                answer.principalId(),
                answer.authorized()
                        ? IamPolicyResponse.allowStatement(methodArn)
                        : IamPolicyResponse.denyStatement(methodArn),
                answer.context());
    }

    /**
     * A policy with one statement.
     *
     * @param principalId the IdP's id. It isn't the user's, since API Gateway writes it into access logs
     */
    record Policy(String principalId, Statement statement, Map<String, String> context) {}

    /** The response's JSON, written by hand because a native executable has no reflection data for AWS's class. */
    static ObjectNode json(SimpleIAMPolicyResponse response) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("isAuthorized", response.getIsAuthorized());
        context(json, response.getContext());
        return json;
    }

    /** The policy's JSON, written by hand for the same reason. */
    static ObjectNode json(Policy policy) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("principalId", policy.principalId());
        ObjectNode document = json.putObject("policyDocument");
        document.put("Version", IamPolicyResponse.VERSION_2012_10_17);
        ObjectNode statement = document.putArray("Statement").addObject();
        statement.put("Action", policy.statement().getAction());
        statement.put("Effect", policy.statement().getEffect());
        ArrayNode resources = statement.putArray("Resource");
        policy.statement().getResource().forEach(resources::add);
        context(json, policy.context());
        return json;
    }

    private static void context(ObjectNode json, Map<String, String> context) {
        ObjectNode object = json.putObject("context");
        context.forEach(object::put);
    }

    private Authorization authorize(StrictTree event, Function<JsonNode, AuthorizerRequest> reader, Origin origin) {
        return decisions.guarded(
                origin,
                () -> event.ambiguousOutside().isPresent()
                        ? refused(Token.SENT, "The event has the same member twice in one object.", origin)
                        : answer(reader.apply(event.root()), origin),
                () -> Authorization.refused(Token.SENT, "No decision could be made."));
    }

    private Authorization answer(AuthorizerRequest request, Origin origin) {
        return switch (request) {
            case Asked(var token, var idpId, var route) -> judged(decisions.token(token, idpId, route, origin));
            case NoToken(String why) -> refused(Token.ABSENT, why, origin);
            case Unreadable(String why) -> refused(Token.SENT, why, origin);
        };
    }

    private Authorization refused(Token token, String why, Origin origin) {
        decisions.refused(Problem.of(422, why), origin);
        return Authorization.refused(token, why);
    }

    private static Authorization judged(KnownSignIn signIn) {
        SignInVerdict verdict = signIn.verdict();
        String idp = signIn.idpId().orElse("");
        Map<String, String> context = context(reason(verdict));
        context.put("verdict", verdict.outcome().name());
        context.put("idp", ascii(idp));
        context.put(
                "amr",
                words(verdict.amr().map(AmrReport::counted).orElse(List.of()).stream()
                        .map(AmrReport.Counted::value)
                        .toList()));
        context.put(
                "factorTypes",
                words(verdict.assurance().stream()
                        .flatMap(assurance -> assurance.factorTypes().stream())
                        .map(FactorType::name)
                        .toList()));
        context.put("amrTable", ascii(verdict.amrTable()));
        verdict.findings().stream()
                .filter(finding -> finding.code() == FindingCode.EDITIONS_DISAGREE)
                .findFirst()
                .ifPresent(finding -> context.put("editions", ascii(finding.code() + ": " + finding.message())));
        boolean accepted = verdict.outcome() == SignInVerdict.Outcome.ACCEPTED;
        return new Authorization(accepted, Token.SENT, ascii(idp), context);
    }

    /** The code that decided and, for a step-up, what the rule still asks for. */
    private static String reason(SignInVerdict verdict) {
        String code = verdict.findings().getFirst().code().name();
        List<String> remaining = verdict.rule()
                .filter(_ -> verdict.outcome() == SignInVerdict.Outcome.STEP_UP)
                .map(RuleReport::remaining)
                .orElse(List.of());
        return remaining.isEmpty() ? code : code + ", missing: " + String.join(" ", remaining);
    }

    /** All members, in the documented order. If no token was judged, only the reason has content. */
    private static Map<String, String> context(String reason) {
        Map<String, String> context = new LinkedHashMap<>();
        context.put("verdict", SignInVerdict.Outcome.REJECTED.name());
        context.put("reason", ascii(reason));
        context.put("idp", "");
        context.put("amr", "");
        context.put("factorTypes", "");
        context.put("amrTable", "");
        return context;
    }

    /** Joined with spaces: a REST API's context can't contain arrays, and AMR values contain no spaces. */
    private static String words(List<String> words) {
        return ascii(String.join(" ", words));
    }

    /** Keeps only ASCII, because API Gateway turns these values into headers. */
    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        text.codePoints().forEach(c -> ascii.append(c >= ' ' && c <= '~' ? (char) c : '?'));
        return ascii.toString();
    }

    /** Whether there was a token at all. */
    private enum Token {
        SENT,
        ABSENT
    }

    /** What becomes of the request. */
    private record Authorization(boolean authorized, Token token, String idp, Map<String, String> context) {

        static Authorization refused(Token token, String why) {
            return new Authorization(false, token, "", Authorizers.context(why));
        }

        String principalId() {
            return Optional.of(idp).filter(id -> !id.isEmpty()).orElse("unknown");
        }
    }
}
