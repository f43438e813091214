package dev.claimsverdict.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.json.Field;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.policy.OrgRule;
import dev.claimsverdict.policy.PolicyRule;
import dev.claimsverdict.policy.PolicyRule.Constraint;
import dev.claimsverdict.policy.PolicyRule.Knowledge;
import dev.claimsverdict.policy.PolicyRule.Possession;
import dev.claimsverdict.verdict.Characteristic;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a policy rule as the Management API returns it: the whole rule, its {@code actions.appSignOn}, the bare {@code
 * verificationMethod}, or a global session rule's {@code actions.signon}. An unknown part of a constraint is an error:
 * ignoring it could let somebody in.
 */
final class RuleReader {

    private static final Map<String, Characteristic> PROPERTIES = Map.of(
            "devicebound", Characteristic.DEVICE_BOUND,
            "hardwareprotection", Characteristic.HARDWARE_PROTECTED,
            "phishingresistant", Characteristic.PHISHING_RESISTANT,
            "userverification", Characteristic.USER_VERIFYING);
    private static final Map<String, String> KNOWLEDGE_VALUES = Map.of("PASSWORD", "pwd", "SECURITY_QUESTION", "kba");
    private static final Set<String> METHOD_LISTS =
            Set.of("methods", "authenticationmethods", "excludedauthenticationmethods");

    /** Members of {@code actions.signon} that no other part of a rule has. */
    private static final List<String> SIGN_ON =
            List.of("requireFactor", "primaryFactor", "factorPromptMode", "factorLifetime", "session");

    /** Okta's words for the types of rules that say how users sign in. A verification method has other types. */
    private static final Set<String> SIGN_IN_TYPES = Set.of("ACCESS_POLICY", "SIGN_ON");

    /** Okta's words for the types of rules that don't. */
    private static final Set<String> OTHER_TYPES = Set.of(
            "DEVICE_SIGNAL_COLLECTION",
            "ENTITY_RISK",
            "IDENTITY_CLAIM_SOURCING",
            "IDP_DISCOVERY",
            "MFA_ENROLL",
            "PASSWORD",
            "POST_AUTH_SESSION",
            "PROFILE_ENROLLMENT",
            "RESOURCE_ACCESS");

    /** The actions of such rules. */
    private static final Set<String> OTHER_ACTIONS = Set.of(
            "claimSourcing",
            "enroll",
            "idp",
            "passwordChange",
            "profileEnrollment",
            "selfServicePasswordReset",
            "selfServiceUnlock",
            "token");

    /** Okta's rules have a handful. Each constraint is tried with hundreds of sets of AMR values. */
    private static final int MAX_CONSTRAINTS = 100;

    private RuleReader() {}

    private enum Access {
        ALLOW,
        DENY
    }

    /** Of a global session rule. CHALLENGE goes with a sequence of factors. */
    private enum SessionAccess {
        ALLOW,
        CHALLENGE,
        DENY
    }

    private enum Status {
        ACTIVE,
        INACTIVE
    }

    private enum Provider {
        ANY,
        OKTA,
        SPECIFIC_IDP
    }

    private enum Requirement {
        OPTIONAL,
        REQUIRED
    }

    /** The rule; empty with an error if it can't be read. */
    static Optional<PolicyRule> read(Field rule) {
        Field actions = rule.member("actions");
        if (actions.present()) {
            if (actions.member("appSignOn").present()) {
                return appSignOn(actions.member("appSignOn"));
            }
            return signOn(actions.member("signon").required());
        }
        if (SIGN_ON.stream().anyMatch(rule.node()::hasNonNull)) {
            return signOn(rule);
        }
        if (rule.member("verificationMethod").present() || rule.member("access").present()) {
            return appSignOn(rule);
        }
        return verificationMethod(rule);
    }

    /**
     * Whether the rule's policy decides something other than how users sign in, such as password rules, enrolment, or
     * to which IdP a user is sent.
     */
    static boolean decidesSomethingElse(Field rule) {
        String type = type(rule);
        JsonNode actions = rule.node().path("actions");
        if (actions.hasNonNull("appSignOn") || actions.hasNonNull("signon") || SIGN_IN_TYPES.contains(type)) {
            return false;
        }
        if (!actions.isObject()) {
            return OTHER_TYPES.contains(type);
        }
        // Without a type, an unknown name may be a misspelt appSignOn or signon.
        return !type.isEmpty()
                || actions.properties().stream().map(Map.Entry::getKey).anyMatch(OTHER_ACTIONS::contains);
    }

    /**
     * A rule as Okta lists it. Like {@link #inOrg}, but records an error if the rule's type requires actions and it has
     * none.
     */
    static Optional<OrgRule> asListed(Field rule) {
        if (SIGN_IN_TYPES.contains(type(rule))) {
            // Otherwise the rule would be read as a verification method of this type.
            rule.member("actions").required();
        }
        return inOrg(rule);
    }

    private static String type(Field rule) {
        return rule.node().path("type").asText("").toUpperCase(Locale.ROOT);
    }

    /**
     * The rule as one of an org, with its {@code status} and the IdPs that its conditions name (docs/rules.md,
     * Configurations).
     */
    static Optional<OrgRule> inOrg(Field rule) {
        boolean active = !rule.member("status").wordInAnyCase(Status.class).equals(Optional.of(Status.INACTIVE));
        Field condition = rule.member("conditions").member("identityProvider");
        Set<String> idpIds = new HashSet<>(condition.member("idpIds").strings().orElse(List.of()));
        Optional<Set<String>> concerned = switch (condition
                .member("provider")
                .wordInAnyCase(Provider.class)
                .orElse(Provider.ANY)) {
            case ANY -> Optional.empty();
            case OKTA -> Optional.of(Set.of());
            case SPECIFIC_IDP -> Optional.of(idpIds);
        };
        Optional<String> id = Optional.ofNullable(rule.member("id").node().textValue());
        return read(rule).map(read -> new OrgRule(id, read, active, concerned));
    }

    private static Optional<PolicyRule> appSignOn(Field appSignOn) {
        return denied(appSignOn)
                .or(() -> verificationMethod(
                        appSignOn.member("verificationMethod").required()));
    }

    private static Optional<PolicyRule> signOn(Field signOn) {
        Field access = signOn.member("access");
        return signOn.object().map(_ -> switch (access.wordInAnyCase(SessionAccess.class)
                .orElse(SessionAccess.ALLOW)) {
            case ALLOW ->
                new PolicyRule.GlobalSession(
                        signOn.member("requireFactor").bool().orElse(false), signOn.pointer());
            // A sequence of factors names methods, as a chain does (R4.2).
            case CHALLENGE -> new PolicyRule.OtherMethod(true, false, signOn.pointer());
            case DENY -> new PolicyRule.Denying(access.pointer());
        });
    }

    private static Optional<PolicyRule> denied(Field action) {
        return action.member("access")
                .wordInAnyCase(Access.class)
                .filter(Access.DENY::equals)
                .map(_ -> new PolicyRule.Denying(action.pointer() + "/access"));
    }

    private static Optional<PolicyRule> verificationMethod(Field method) {
        if (method.object().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> type = method.member("type").string();
        if (type.isEmpty() && !method.member("factorMode").present()) {
            method.error("is not a policy rule: it has neither actions, access, verificationMethod, requireFactor nor"
                    + " factorMode");
            return Optional.empty();
        }
        boolean reauthenticates = method.member("reauthenticateIn").present();
        String word = type.orElse("ASSURANCE").toUpperCase(Locale.ROOT);
        return word.equals("ASSURANCE")
                ? assurance(method, reauthenticates)
                : Optional.of(new PolicyRule.OtherMethod(
                        word.equals("AUTH_METHOD_CHAIN"), reauthenticates, method.pointer()));
    }

    private static Optional<PolicyRule> assurance(Field method, boolean reauthenticates) {
        Field factorMode = method.member("factorMode").required();
        int factors = switch (factorMode.string().orElse("").toUpperCase(Locale.ROOT)) {
            case "1FA" -> 1;
            case "2FA" -> 2;
            default -> {
                factorMode.error(FieldError.Code.UNKNOWN_VALUE, "must be 1FA or 2FA");
                yield 0;
            }
        };
        List<Constraint> constraints = new ArrayList<>();
        boolean inConstraints = false;
        for (Field constraint : constraintObjects(method.member("constraints"))) {
            constraints.add(constraint(constraint));
            inConstraints |=
                    constraint.member("knowledge").member("reauthenticateIn").present()
                            || constraint
                                    .member("possession")
                                    .member("reauthenticateIn")
                                    .present();
        }
        return factors == 0
                ? Optional.empty()
                : Optional.of(new PolicyRule.Assurance(
                        factors, constraints, reauthenticates || inConstraints, method.pointer()));
    }

    /** Constraints may be absent, an array of objects, or, as in one of Okta's examples, a single object. */
    private static List<Field> constraintObjects(Field constraints) {
        if (!constraints.present()) {
            return List.of();
        }
        if (constraints.isObject()) {
            return List.of(constraints);
        }
        if (!constraints.node().isArray()) {
            constraints.error(FieldError.Code.WRONG_TYPE, "must be an array of objects");
        }
        if (constraints.node().size() > MAX_CONSTRAINTS) {
            constraints.error(FieldError.Code.TOO_MANY, "must have at most " + MAX_CONSTRAINTS + " objects");
            return List.of();
        }
        return constraints.elements();
    }

    private static Constraint constraint(Field constraint) {
        constraint.required().object();
        constraint.onlyMembers(Set.of("knowledge", "possession"));
        return new Constraint(
                constraint.member("knowledge").object().map(RuleReader::knowledge),
                constraint.member("possession").object().map(RuleReader::possession),
                constraint.pointer());
    }

    private static Knowledge knowledge(Field knowledge) {
        Set<String> values = new HashSet<>();
        boolean listsMethods = false;
        for (Map.Entry<String, Field> member : knowledge.entries().entrySet()) {
            Field property = member.getValue();
            switch (member.getKey().toLowerCase(Locale.ROOT)) {
                case "types" -> {
                    for (String type : words(property)) {
                        Optional<String> value = Optional.ofNullable(KNOWLEDGE_VALUES.get(type));
                        value.ifPresent(values::add);
                        listsMethods |= value.isEmpty();
                    }
                }
                case "required", "reauthenticatein" -> {}
                case String list when METHOD_LISTS.contains(list) -> listsMethods |= listed(property);
                default -> unknown(property);
            }
        }
        return new Knowledge(required(knowledge), values, listsMethods);
    }

    private static Possession possession(Field possession) {
        EnumSet<Characteristic> properties = EnumSet.noneOf(Characteristic.class);
        boolean listsMethods = false;
        boolean pinOnly = false;
        for (Map.Entry<String, Field> member : possession.entries().entrySet()) {
            Field property = member.getValue();
            switch (member.getKey().toLowerCase(Locale.ROOT)) {
                case "types" -> listsMethods |= !words(property).isEmpty();
                case "userverificationmethods" -> {
                    Set<String> methods = words(property);
                    pinOnly |= methods.equals(Set.of("PIN"));
                    if (!methods.isEmpty()) {
                        properties.add(Characteristic.USER_VERIFYING);
                    }
                }
                // Every possession value implies user presence, so neither word adds a requirement (R4.9).
                case "userpresence" -> property.wordInAnyCase(Requirement.class);
                case "required", "reauthenticatein" -> {}
                case String list when METHOD_LISTS.contains(list) -> listsMethods |= listed(property);
                case String known
                when PROPERTIES.containsKey(known) -> {
                    if (property.wordInAnyCase(Requirement.class).equals(Optional.of(Requirement.REQUIRED))) {
                        properties.add(PROPERTIES.get(known));
                    }
                }
                default -> unknown(property);
            }
        }
        return new Possession(required(possession), properties, pinOnly, listsMethods);
    }

    private static boolean required(Field constraintClass) {
        return constraintClass.member("required").bool().orElse(true);
    }

    /** Whether the list has an entry. Some of Okta's examples have a single object instead of a list. */
    private static boolean listed(Field list) {
        return list.present() && (list.node().isValueNode() || !list.node().isEmpty());
    }

    private static Set<String> words(Field list) {
        Set<String> words = new HashSet<>();
        for (String word : list.strings().orElse(List.of())) {
            words.add(word.toUpperCase(Locale.ROOT));
        }
        return words;
    }

    private static void unknown(Field property) {
        boolean asksNothing = !property.present()
                || property.node().asText().equalsIgnoreCase("OPTIONAL")
                || property.node().isContainerNode() && property.node().isEmpty();
        if (!asksNothing) {
            property.error("is unknown, so the rule can't be judged");
        }
    }
}
