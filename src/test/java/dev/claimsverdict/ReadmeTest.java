package dev.claimsverdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.cli.ClaimsVerdict;
import dev.claimsverdict.cli.Surroundings;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.event.UnreadableEvent;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.local.LocalGateway;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestLog;
import dev.claimsverdict.testing.TestRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command of the READMEs and guides does what they say. This test runs those that ask the local gateway, against a
 * gateway of its own or, in {@code .ci/check-readme.sh}, against that of {@code quarkus:dev}. {@code .ci/run} runs the
 * builds.
 */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("```(sh|json)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PROGRAM = Pattern.compile(
            "```sh\\nbin/claims-verdict ([^\\n|]*?)(?: \\| head -n (\\d+))?\\n```\\n\\n```text\\n(.*?)```",
            Pattern.DOTALL);
    private static final Pattern EXCERPT = Pattern.compile("(?ms)^```json (\\S+)\\n(.*?)^```");
    private static final String GATEWAY = "http://localhost:8080";

    private static final List<String> PAGES = List.of("README.md", "examples/README.md", "docs/getting-started.md");

    /** The guide whose gateway knows the IdPs of {@link #GUIDE_REGISTRY}. */
    private static final String GUIDE = "docs/protect-a-route.md";

    private static final Path GUIDE_REGISTRY = Path.of("examples/protect-a-route/registry");

    private static LocalGateway gateway;
    private static LocalGateway guideGateway;

    /** A command of a page, and the JSON that the page shows as its answer, if it shows one. */
    record Command(String page, String text, Optional<String> answer) {

        boolean asksTheGateway() {
            return text.contains("curl -s " + GATEWAY);
        }

        /** Where the command is run: an address that was given, or else this test's own gateway for the page. */
        String gateway() {
            return page.equals(GUIDE)
                    ? System.getProperty("guide.gateway", "http://localhost:" + guideGateway.port())
                    : System.getProperty("readme.gateway", "http://localhost:" + ReadmeTest.gateway.port());
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        gateway = gateway(Registry.EMPTY);
        guideGateway = gateway(TestRegistry.ofFolder(GUIDE_REGISTRY));
    }

    private static LocalGateway gateway(Registry registry) throws IOException {
        RequestSettings settings = new RequestSettings(true, AmrTable.DEFAULT, Org.DEFAULT);
        Events events = TestApi.events(settings, registry, new TestLog());
        return new LocalGateway(0, event -> {
            try {
                return TestApi.invoke(events, event).toString();
            } catch (UnreadableEvent e) {
                throw new LocalGateway.FunctionFailed("{\"errorMessage\":\"" + e.getMessage() + "\"}");
            }
        });
    }

    @AfterAll
    static void stop() {
        gateway.close();
        guideGateway.close();
    }

    static Stream<Command> requests() throws IOException {
        List<Command> all = new ArrayList<>();
        for (String page : PAGES) {
            all.addAll(commands(page));
        }
        all.addAll(commands(GUIDE));
        return all.stream().filter(Command::asksTheGateway);
    }

    @ParameterizedTest
    @MethodSource("requests")
    @DisplayName("a request gets the answer that the page shows")
    void theRequestGetsTheAnswer(Command command) throws IOException, InterruptedException {
        Process curl = new ProcessBuilder("sh", "-c", command.text().replace(GATEWAY, command.gateway()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String answer = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, curl.waitFor());
        JsonNode actual = withoutDecisionId(answer);
        assertFalse(actual.isEmpty(), "an answer that says something");
        if (command.answer().isPresent()) {
            assertEquals(withoutDecisionId(command.answer().get()).toPrettyString(), actual.toPrettyString());
        }
    }

    @Test
    @DisplayName("the README has examples with their answers")
    void thereAreExamplesWithTheirAnswers() throws IOException {
        assertTrue(commands("README.md").stream()
                        .filter(command -> command.answer().isPresent())
                        .count()
                >= 3);
    }

    /** The builds take too long for a test; each stands in .ci/run, word for word but for -B, or in what that calls. */
    @Test
    @DisplayName(".ci/run runs the other commands")
    void theOtherCommandsAreRunByCi() throws IOException {
        String ci = Files.readString(Path.of(".ci/run"))
                + Files.readString(Path.of(".ci/check-readme.sh"))
                + Files.readString(Path.of(".ci/check-lint.sh"));
        List<Command> all = new ArrayList<>();
        for (String page : List.of("README.md", "docs/getting-started.md", "docs/audit.md", GUIDE)) {
            all.addAll(commands(page));
        }
        List<String> builds = all.stream()
                .filter(command -> !command.asksTheGateway())
                .map(Command::text)
                .toList();
        assertTrue(builds.size() >= 2);
        for (String build : builds) {
            assertTrue(ci.replace("-B ", "").contains(build), build);
        }
    }

    /** The command line's examples: run here in process, and as it was built in .ci/check-lint.sh. */
    @Test
    @DisplayName("the command line prints what the pages show")
    void theProgramGivesItsOutput() throws IOException {
        String pages = Files.readString(Path.of("README.md")) + Files.readString(Path.of("docs/audit.md"));
        List<MatchResult> examples = PROGRAM.matcher(pages).results().toList();
        assertEquals(
                List.of("lint", "audit", "explain"),
                examples.stream().map(each -> each.group(1).split(" ")[0]).toList());
        for (MatchResult example : examples) {
            String out = output(example.group(1).split(" "));
            long lines = example.group(2) == null ? Long.MAX_VALUE : Long.parseLong(example.group(2));
            assertEquals(example.group(3), out.lines().limit(lines).collect(Collectors.joining("\n", "", "\n")));
        }
    }

    private static String output(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ClaimsVerdict()
                .run(
                        List.of(arguments),
                        new Surroundings(
                                InputStream.nullInputStream(),
                                out,
                                OutputStream.nullOutputStream(),
                                Map.of(),
                                Path.of(""),
                                false,
                                Clock.systemUTC()));
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Each example file stands in a command, so that none rots. */
    @Test
    @DisplayName("every example file is used in a command")
    void everyExampleIsUsed() throws IOException {
        String all = Files.readString(Path.of("README.md"))
                + Files.readString(Path.of("examples/README.md"))
                + Files.readString(Path.of(GUIDE));
        try (Stream<Path> examples = Files.list(Path.of("examples"));
                Stream<Path> events = Files.list(GUIDE_REGISTRY.getParent())) {
            for (Path file : Stream.concat(examples, events)
                    .filter(each -> each.toString().endsWith(".json"))
                    .toList()) {
                assertTrue(all.contains("@" + file), file.toString());
            }
        }
    }

    /** The guide shows members of its registry's file as they are. */
    @Test
    @DisplayName("the guide shows its registry's members")
    void theGuideShowsItsRegistry() throws IOException {
        List<MatchResult> excerpts =
                EXCERPT.matcher(Files.readString(Path.of(GUIDE))).results().toList();
        assertEquals(1, excerpts.size());
        JsonNode file =
                TestApi.json(Files.readString(Path.of(excerpts.getFirst().group(1))));
        for (Map.Entry<String, JsonNode> member :
                TestApi.json(excerpts.getFirst().group(2)).properties()) {
            assertEquals(file.path(member.getKey()), member.getValue(), member.getKey());
        }
    }

    private static List<Command> commands(String file) throws IOException {
        List<Command> commands = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(Path.of(file)));
        while (block.find()) {
            if (block.group(1).equals("sh")) {
                block.group(2)
                        .replace("\\\n", " ")
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .forEach(line -> commands.add(new Command(file, line, Optional.empty())));
            } else {
                Command asked = commands.removeLast();
                commands.add(new Command(file, asked.text(), Optional.of(block.group(2))));
            }
        }
        return commands;
    }

    private static JsonNode withoutDecisionId(String json) {
        JsonNode node = TestApi.json(json);
        node.findParents("decisionId").forEach(each -> ((ObjectNode) each).remove("decisionId"));
        return node;
    }
}
