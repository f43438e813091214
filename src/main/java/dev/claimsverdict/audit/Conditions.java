package dev.claimsverdict.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The {@code conditions} of a rule, in words. They say whom the rule is for, not what it asks for, so reports show them
 * without evaluating them. The condition on the identity provider is evaluated and isn't among them.
 */
final class Conditions {

    /** Values that limit nothing. */
    private static final Set<String> NO_LIMIT = Set.of("ANY", "ANYWHERE", "EVERYONE");

    private final List<String> words = new ArrayList<>();

    private Conditions() {}

    /** The conditions in printable words; empty if they limit nothing. */
    static List<String> of(JsonNode conditions) {
        Conditions found = new Conditions();
        for (var condition : conditions.properties()) {
            found.condition(condition.getKey(), condition.getValue());
        }
        return found.words;
    }

    private void condition(String name, JsonNode value) {
        switch (name) {
            case "identityProvider" -> {}
            case "people" -> people(value);
            case "network" -> network(value);
            case "riskScore" -> level("risk score", value.path("level"));
            case "risk" -> counted("risk behaviors", value.path("behaviors"));
            case "authContext" -> level("authentication by", value.path("authType"));
            case "userType" -> included("user types", value);
            case "platform" -> platform(value);
            case "device" -> device(value);
            case "elCondition" -> {
                if (!value.path("condition").asText().isBlank()) {
                    words.add("an expression");
                }
            }
            default -> {
                if (limits(value)) {
                    words.add(Printable.name(name));
                }
            }
        }
    }

    private void people(JsonNode people) {
        for (String kind : List.of("users", "groups")) {
            included(kind, people.path(kind));
        }
    }

    private void included(String kind, JsonNode value) {
        counted(kind, value.path("include"));
        counted("excluded " + kind, value.path("exclude"));
    }

    private void counted(String kind, JsonNode list) {
        int size = 0;
        for (JsonNode element : list) {
            size += NO_LIMIT.contains(element.asText()) ? 0 : 1;
        }
        if (size > 0) {
            words.add(kind + " (" + size + ")");
        }
    }

    private void network(JsonNode network) {
        String connection = network.path("connection").asText("ANYWHERE");
        if (!NO_LIMIT.contains(connection)) {
            words.add("network " + Printable.name(connection));
        }
    }

    private void level(String kind, JsonNode level) {
        String word = level.asText("ANY");
        if (!word.isEmpty() && !NO_LIMIT.contains(word)) {
            words.add(kind + " " + Printable.name(word));
        }
    }

    private void platform(JsonNode platform) {
        int named = 0;
        for (JsonNode each : platform.path("include")) {
            boolean any = NO_LIMIT.contains(each.path("type").asText("ANY"))
                    && NO_LIMIT.contains(each.path("os").path("type").asText("ANY"));
            named += any ? 0 : 1;
        }
        if (named > 0) {
            words.add("platforms (" + named + ")");
        }
    }

    private void device(JsonNode device) {
        for (String state : List.of("registered", "managed")) {
            if (device.path(state).asBoolean()) {
                words.add("a " + state + " device");
            }
        }
        counted("device assurance policies", device.path("assurance").path("include"));
    }

    /** Whether a condition of an unknown kind could exclude somebody. */
    private static boolean limits(JsonNode value) {
        return value.isContainerNode() ? !value.isEmpty() : !value.isNull() && !NO_LIMIT.contains(value.asText());
    }
}
