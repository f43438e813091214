package dev.claimsverdict.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.testing.GoldenPair;
import dev.claimsverdict.testing.OpenApi;
import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Valid JSON of each kind, to start from. */
final class Requests {

    private static final Path RESOURCES = Path.of("src/test/resources");

    private Requests() {}

    /** The requests of the golden pairs of that route, by name. */
    static List<JsonNode> golden(String path, Predicate<JsonNode> which) {
        List<JsonNode> requests = GoldenPair.all().stream()
                .filter(pair -> pair.route().equals("POST " + path))
                .map(pair -> pair.event().path("body").asText())
                .flatMap(Requests::json)
                .filter(which)
                .toList();
        Oracle.check(requests.size() > 3, "there are no golden pairs of " + path);
        return requests;
    }

    /** The plans of the golden pairs, and the one that Terraform made. */
    static List<JsonNode> plans() {
        List<JsonNode> plans =
                new ArrayList<>(List.of(TestApi.json(OpenApi.text(RESOURCES.resolve("terraform/plan.json")))));
        GoldenPair.all().stream()
                .filter(pair -> pair.route().equals("POST /v1/idp-verdicts"))
                .map(pair -> pair.event().path("body").asText())
                .flatMap(Requests::json)
                .filter(request -> request.has("resource_changes"))
                .forEach(plans::add);
        return plans;
    }

    /** Okta's own verification methods, and the rules of the golden pairs. */
    static List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        try (Stream<Path> files = Files.list(RESOURCES.resolve("okta-verification-methods"))) {
            files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .flatMap(file -> json(OpenApi.text(file)))
                    .forEach(rules::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        golden("/v1/amr-verdicts", request -> request.has("rule")).forEach(request -> rules.add(request.path("rule")));
        return rules;
    }

    /** The JSON, unless a golden pair is about text that is none. */
    private static Stream<JsonNode> json(String text) {
        try {
            return Stream.of(TestApi.JSON.readTree(text));
        } catch (IOException _) {
            return Stream.of();
        }
    }
}
