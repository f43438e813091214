package dev.claimsverdict.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A policy rule as an administrator can write it, and its JSON. Knows nothing of how it is evaluated. */
sealed interface RuleShape {

    /** The {@code actions} of the rule as the Management API has them. */
    String json();

    /** An app sign-in rule that denies access. */
    record Deny() implements RuleShape {
        @Override
        public String json() {
            return "{'actions':{'appSignOn':{'access':'DENY'}}}".replace('\'', '"');
        }
    }

    /** A rule whose verification method isn't {@code ASSURANCE}. */
    record OtherType(String type) implements RuleShape {
        @Override
        public String json() {
            return "{\"type\":\"%s\",\"chains\":[]}".formatted(type);
        }
    }

    /** A global session rule. */
    record GlobalSession(boolean requireFactor) implements RuleShape {
        @Override
        public String json() {
            return "{\"actions\":{\"signon\":{\"access\":\"ALLOW\",\"requireFactor\":%s}}}".formatted(requireFactor);
        }
    }

    /** An {@code ASSURANCE} rule for this number of factors. */
    record Assurance(int factors, List<ConstraintShape> constraints) implements RuleShape {
        @Override
        public String json() {
            return "{\"type\":\"ASSURANCE\",\"factorMode\":\"%dFA\",\"constraints\":%s}"
                    .formatted(
                            factors,
                            constraints.stream().map(ConstraintShape::json).collect(Collectors.joining(",", "[", "]")));
        }
    }

    /** One object of {@code constraints}. */
    record ConstraintShape(Optional<KnowledgeShape> knowledge, Optional<PossessionShape> possession) {

        /** The object {@code {}}. */
        static final ConstraintShape EMPTY = new ConstraintShape(Optional.empty(), Optional.empty());

        String json() {
            List<String> classes = new ArrayList<>();
            knowledge.ifPresent(it -> classes.add("\"knowledge\":" + it.json()));
            possession.ifPresent(it -> classes.add("\"possession\":" + it.json()));
            return "{" + String.join(",", classes) + "}";
        }
    }

    /** The lists by which a constraint can name single methods. */
    enum MethodList {
        NONE,
        METHODS,
        AUTHENTICATION_METHODS,
        EXCLUDED_AUTHENTICATION_METHODS;

        List<String> members() {
            return switch (this) {
                case NONE -> List.of();
                case METHODS -> List.of("\"methods\":[\"OTP\"]");
                case AUTHENTICATION_METHODS -> List.of("\"authenticationMethods\":[{\"key\":\"okta_verify\"}]");
                case EXCLUDED_AUTHENTICATION_METHODS ->
                    List.of("\"excludedAuthenticationMethods\":[{\"key\":\"phone_number\"}]");
            };
        }
    }

    /** {@code constraints[].knowledge}; {@code types} is a part of {@code PASSWORD} and {@code SECURITY_QUESTION}. */
    record KnowledgeShape(boolean required, List<String> types, MethodList methods) {
        String json() {
            List<String> members = new ArrayList<>(methods.members());
            if (!required) {
                members.add("\"required\":false");
            }
            if (!types.isEmpty()) {
                members.add("\"types\":" + words(types));
            }
            return "{" + String.join(",", members) + "}";
        }
    }

    /** What a rule says of {@code userPresence}. */
    enum Presence {
        ABSENT,
        REQUIRED,
        OPTIONAL
    }

    /** {@code constraints[].possession}. */
    record PossessionShape(
            boolean required,
            boolean deviceBound,
            boolean hardwareProtection,
            boolean phishingResistant,
            boolean userVerification,
            Presence userPresence,
            List<String> userVerificationMethods,
            List<String> types,
            MethodList methods) {

        String json() {
            List<String> members = new ArrayList<>(methods.members());
            if (!required) {
                members.add("\"required\":false");
            }
            property(members, "deviceBound", deviceBound);
            property(members, "hardwareProtection", hardwareProtection);
            property(members, "phishingResistant", phishingResistant);
            property(members, "userVerification", userVerification);
            if (userPresence != Presence.ABSENT) {
                members.add("\"userPresence\":\"" + userPresence + "\"");
            }
            if (!userVerificationMethods.isEmpty()) {
                members.add("\"userVerificationMethods\":" + words(userVerificationMethods));
            }
            if (!types.isEmpty()) {
                members.add("\"types\":" + words(types));
            }
            return "{" + String.join(",", members) + "}";
        }

        private static void property(List<String> members, String name, boolean asked) {
            if (asked) {
                members.add("\"" + name + "\":\"REQUIRED\"");
            }
        }
    }

    private static String words(List<String> words) {
        return words.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }
}
