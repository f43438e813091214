package dev.claimsverdict.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * One event of Okta's System Log, as far as it tells about a sign-in. Who signed in, from where and with what browser is
 * never read. Okta documents the members of {@code debugData} and {@code detailEntry} nowhere, so only those of a list are
 * taken, and nothing is concluded from one that is missing.
 *
 * @param published when it happened
 * @param result {@code outcome.result}, such as ALLOW or CHALLENGE
 * @param reason {@code outcome.reason}
 * @param debug the allowed members of {@code debugContext.debugData}
 * @param ids what it has in common with the other events of the sign-in: the session and the transaction
 */
record LogEvent(
        Instant published,
        String type,
        Optional<String> result,
        Optional<String> reason,
        List<Target> targets,
        SequencedMap<String, String> debug,
        Set<String> ids) {

    static final String EVALUATION = "policy.evaluate_sign_on";
    static final String FACTOR = "user.authentication.auth_via_mfa";
    static final String APP = "user.authentication.sso";
    static final String SESSION = "user.session.start";

    /** The federated sign-in; by older event types where the IdP is a social one or the org is old. */
    static final Set<String> AT_IDP = Set.of(
            "user.authentication.auth_via_IDP",
            "user.authentication.auth_via_inbound_SAML",
            "user.authentication.auth_via_social");

    /** The members of debugData that tell why Okta asks for more, and nothing of the user. */
    private static final List<String> DEBUG = List.of(
            "behaviors",
            "risk",
            "threatSuspected",
            "factor",
            "authMethodFirstType",
            "authMethodFirstVerificationTime",
            "authMethodSecondType",
            "authMethodSecondVerificationTime",
            "signOnMode");

    private static final List<String> DETAILS = List.of(
            "policyType",
            "policyRuleFactorMode",
            "signOnModeEvaluationResult",
            "signOnModeType",
            "methodTypeUsed",
            "methodUsedVerifiedProperties");

    /** Targets that are a person aren't shown. */
    private static final Set<String> SHOWN = Set.of(
            "PolicyEntity",
            "PolicyRule",
            "Policy",
            "Rule",
            "AppInstance",
            "IdentityProvider",
            "AuthenticatorEnrollment",
            "AuthenticatorMethod");

    private static final int MAX_TARGETS = 20;

    LogEvent {
        targets = List.copyOf(targets);
        ids = Set.copyOf(ids);
    }

    /**
     * What an event is about.
     *
     * @param details the allowed members of {@code detailEntry}
     */
    record Target(String type, String id, String name, SequencedMap<String, String> details) {

        boolean isRule() {
            return type.equals("PolicyRule") || type.equals("Rule");
        }
    }

    /** Reads an event; empty if it isn't one. */
    static Optional<LogEvent> of(JsonNode event) {
        if (!event.path("eventType").isTextual()) {
            return Optional.empty();
        }
        return instant(event.path("published").asText())
                .map(published -> new LogEvent(
                        published,
                        event.path("eventType").textValue(),
                        text(event.path("outcome").path("result")),
                        text(event.path("outcome").path("reason")),
                        targets(event.path("target")),
                        members(event.path("debugContext").path("debugData"), DEBUG),
                        ids(event)));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.ofNullable(node.textValue()).filter(text -> !text.isBlank());
    }

    private static List<Target> targets(JsonNode targets) {
        List<Target> shown = new ArrayList<>();
        for (JsonNode target : targets) {
            String type = target.path("type").asText();
            if (SHOWN.contains(type) && shown.size() < MAX_TARGETS) {
                shown.add(new Target(
                        type,
                        target.path("id").asText(),
                        target.path("displayName").asText(),
                        members(target.path("detailEntry"), DETAILS)));
            }
        }
        return shown;
    }

    private static SequencedMap<String, String> members(JsonNode object, List<String> allowed) {
        SequencedMap<String, String> members = new LinkedHashMap<>();
        for (String name : allowed) {
            JsonNode value = object.path(name);
            if (value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
                members.put(name, value.asText());
            } else if (value.isContainerNode() && !value.isEmpty()) {
                members.put(name, value.toString());
            }
        }
        return members;
    }

    private static Set<String> ids(JsonNode event) {
        Map<String, JsonNode> ids = Map.of(
                "session", event.path("authenticationContext").path("externalSessionId"),
                "transaction", event.path("transaction").path("id"));
        Set<String> known = new LinkedHashSet<>();
        ids.forEach((kind, id) ->
                text(id).filter(each -> !each.equals("unknown")).ifPresent(each -> known.add(kind + " " + each)));
        return known;
    }

    boolean isAtIdp() {
        return AT_IDP.contains(type);
    }

    /** Whether it tells about a sign-in at all. */
    boolean isOfSignIn() {
        return isAtIdp() || type.equals(EVALUATION) || type.equals(FACTOR) || type.equals(APP) || type.equals(SESSION);
    }

    boolean hasResult(String word) {
        return result.filter(word::equalsIgnoreCase).isPresent();
    }
}
