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
 * The parts of an event of Okta's System Log that tell about a sign-in. Who signed in, from where and with what browser is
 * never read. Okta doesn't document the members of {@code debugData} and {@code detailEntry}, so only those of an allow-list
 * are read, and a missing one means nothing.
 *
 * @param published when the event happened
 * @param result {@code outcome.result}, such as ALLOW or CHALLENGE
 * @param reason {@code outcome.reason}
 * @param debug the members of the allow-list in {@code debugContext.debugData}
 * @param ids the ids that it shares with the other events of the sign-in: of the session and of the transaction
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

    /** The sign-in at the IdP. Social IdPs and older orgs have older event types. */
    static final Set<String> AT_IDP = Set.of(
            "user.authentication.auth_via_IDP",
            "user.authentication.auth_via_inbound_SAML",
            "user.authentication.auth_via_social");

    /** The members of debugData that tell why Okta asks for more. They say nothing about the user. */
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

    /** The types of targets that are shown. People are not among them. */
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
     * An object that an event is about.
     *
     * @param details the members of the allow-list in {@code detailEntry}
     */
    record Target(String type, String id, String name, SequencedMap<String, String> details) {

        boolean isRule() {
            return type.equals("PolicyRule") || isAppRule();
        }

        /** Whether it is a rule of an app's policy. Rules of the global session policy have the type PolicyRule. */
        boolean isAppRule() {
            return type.equals("Rule");
        }
    }

    /** Reads an event; empty if the JSON isn't one. */
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

    /** Whether it tells about a sign-in. */
    boolean isOfSignIn() {
        return isAtIdp() || type.equals(EVALUATION) || type.equals(FACTOR) || type.equals(APP) || type.equals(SESSION);
    }

    boolean hasResult(String word) {
        return result.filter(word::equalsIgnoreCase).isPresent();
    }
}
