package dev.claimsverdict.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claimsverdict.infra.settings.SettingsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/**
 * A synthesised stack.
 *
 * @param nag the objections of AwsSolutions' checks, as "where: what"
 * @param validation the objections of the CDK's own validation of templates
 */
record Synthesised(JsonNode template, Path assembly, List<String> nag, List<String> validation) {

    static final ObjectMapper JSON = new ObjectMapper();

    /** The repository's root, seen from the folder of this pom. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Map<Map<String, String>, Synthesised> ALL = new ConcurrentHashMap<>();

    /** Every option at once. */
    static final Map<String, String> EVERYTHING = Map.ofEntries(
            Map.entry("apiConcurrency", "50"),
            Map.entry("authorizerConcurrency", "100"),
            Map.entry("eventsConcurrency", "10"),
            Map.entry("accessLogCallers", "true"),
            Map.entry("detailedMetrics", "true"),
            Map.entry("access", "authorizer"),
            Map.entry("corsOrigins", "https://admin.example.com"),
            Map.entry("domainName", "verdicts.example.com"),
            Map.entry(
                    "certificateArn",
                    "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"),
            Map.entry("sampleRoute", "true"),
            Map.entry("fifo", "true"),
            Map.entry("oktaEventSource", "aws.partner/okta.com/example/changes"),
            Map.entry("idps", "../src/test/resources/registry"),
            Map.entry("hookSecret", "claims-verdict/hook"),
            Map.entry("hookSecretVersion", "00000000-0000-0000-0000-000000000000"),
            Map.entry("hookSecretNextVersion", "11111111-1111-1111-1111-111111111111"),
            Map.entry("amrTable", "2025-04"),
            Map.entry("org", "{\"engine\":\"IDENTITY_ENGINE\"}"),
            Map.entry("jwksHosts", "keys.example.com"),
            Map.entry("jwksPrivateAddresses", "false"),
            Map.entry("atAllowed", "false"),
            Map.entry("logLevel", "INFO"),
            Map.entry("alarmEmail", "on-call@example.com"));

    /** The template with parameters, for deployments without the CDK. */
    static final Map<String, String> ASKING = Map.of("artefact", "parameters");

    /** One deployment of each kind. */
    static List<Map<String, String>> deployments() {
        return List.of(
                Map.of(),
                EVERYTHING,
                ASKING,
                Map.of("access", "open"),
                Map.of("runtime", "jvm"),
                Map.of("breakGlass", "true"));
    }

    /**
     * A stack with these settings and the defaults. If they name no artefact, it has one that is made for the tests.
     */
    static Synthesised with(Map<String, String> settings) {
        return ALL.computeIfAbsent(settings, Synthesised::synthesise);
    }

    static Synthesised byDefault() {
        return with(Map.of());
    }

    static Synthesised everything() {
        return with(EVERYTHING);
    }

    // The CDK's own assertions still return a type that it has deprecated.
    @SuppressWarnings("deprecation")
    private static Synthesised synthesise(Map<String, String> settings) {
        Map<String, Object> context = new HashMap<>(ClaimsVerdictApp.FLAGS);
        boolean jvm = "jvm".equals(settings.get("runtime"));
        context.put("artefact", (jvm ? TestArtefact.jar() : TestArtefact.executable(TestArtefact.AARCH64)).toString());
        context.putAll(settings);
        try {
            Path out = Files.createTempDirectory("claims-verdict-cdk");
            // Not the settings with which somebody deploys from this folder.
            context.put(
                    "settings",
                    Files.writeString(out.resolve("settings.json"), "{}").toString());
            App app = new App(
                    AppProps.builder().context(context).outdir(out.toString()).build());
            Stack stack = ClaimsVerdictApp.stack(
                    app, SettingsReader.read(context, Path.of("").toAbsolutePath()));
            List<String> nag = Stream.concat(
                            Annotations.fromStack(stack).findError("*", Match.anyValue()).stream(),
                            Annotations.fromStack(stack).findWarning("*", Match.anyValue()).stream())
                    .map(message -> message.getId() + ": " + message.getEntry().getData())
                    .toList();
            JsonNode template = JSON.valueToTree(Template.fromStack(stack).toJSON());
            return new Synthesised(template, out, nag, validation(out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The CDK writes a report if there are objections. Acknowledged ones are in another part of it. */
    private static List<String> validation(Path assembly) throws IOException {
        Path report = assembly.resolve("validation-report.json");
        return Files.exists(report)
                ? JSON.readTree(report.toFile()).findValues("violations").stream()
                        .flatMap(violations -> violations.findValuesAsText("description").stream())
                        .toList()
                : List.of();
    }

    /** The resources of a type, by their logical ids. */
    SequencedMap<String, JsonNode> resources(String type) {
        SequencedMap<String, JsonNode> resources = new LinkedHashMap<>();
        template.path("Resources").properties().forEach(resource -> {
            if (resource.getValue().path("Type").asText().equals(type)) {
                resources.put(resource.getKey(), resource.getValue());
            }
        });
        return resources;
    }

    /** The properties of all resources of a type. */
    List<JsonNode> properties(String type) {
        return resources(type).values().stream()
                .map(resource -> resource.path("Properties"))
                .toList();
    }

    /** The one resource of this type whose logical id has this prefix. */
    JsonNode resource(String type, String idPrefix) {
        List<JsonNode> found = resources(type).entrySet().stream()
                .filter(resource -> resource.getKey().startsWith(idPrefix))
                .map(Map.Entry::getValue)
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of " + type + " " + idPrefix + " among "
                    + resources(type).keySet());
        }
        return found.getFirst().path("Properties");
    }
}
