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
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.TestApi;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command of the READMEs and of docs/getting-started.md does what they say. Those that ask the local gateway are run here, against a gateway of
 * this test's own or, in {@code .ci/check-readme.sh}, against that of {@code quarkus:dev}; the builds are in
 * {@code .ci/run}.
 */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("```(sh|json)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINT =
            Pattern.compile("```sh\\nbin/claims-verdict (lint [^\\n]*)\\n```\\n\\n```text\\n(.*?)```", Pattern.DOTALL);
    private static final String GATEWAY = "http://localhost:8080";

    private static LocalGateway gateway;

    /** A command, and the JSON that the README shows as its answer, if it shows one. */
    record Command(String text, Optional<String> answer) {

        @Override
        public String toString() {
            return text;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        Events events = TestApi.events(new RequestSettings(true, AmrTable.DEFAULT, Org.DEFAULT));
        gateway = new LocalGateway(0, event -> {
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
    }

    static Stream<Command> requests() throws IOException {
        List<Command> all = new ArrayList<>();
        for (String page : List.of("README.md", "examples/README.md", "docs/getting-started.md")) {
            all.addAll(commands(page));
        }
        return all.stream().filter(command -> command.text().startsWith("curl"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void theRequestGetsTheAnswer(Command command) throws IOException, InterruptedException {
        String target = System.getProperty("readme.gateway", "http://localhost:" + gateway.port());
        Process curl = new ProcessBuilder("sh", "-c", command.text().replace(GATEWAY, target))
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
    void thereAreExamplesWithTheirAnswers() throws IOException {
        assertTrue(commands("README.md").stream()
                        .filter(command -> command.answer().isPresent())
                        .count()
                >= 3);
    }

    /** The builds take too long for a test; each stands in .ci/run, word for word but for -B, or in what that calls. */
    @Test
    void theOtherCommandsAreRunByCi() throws IOException {
        String ci = Files.readString(Path.of(".ci/run"))
                + Files.readString(Path.of(".ci/check-readme.sh"))
                + Files.readString(Path.of(".ci/check-lint.sh"));
        List<String> builds = Stream.concat(
                        commands("README.md").stream(), commands("docs/getting-started.md").stream())
                .map(Command::text)
                .filter(text -> !text.startsWith("curl"))
                .toList();
        assertTrue(builds.size() >= 2);
        for (String build : builds) {
            assertTrue(ci.replace("-B ", "").contains(build), build);
        }
    }

    /** The command line's example: run here in process, and as it was built in .ci/check-lint.sh. */
    @Test
    void theLintCommandGetsItsOutput() throws IOException {
        Matcher example = LINT.matcher(Files.readString(Path.of("README.md")));
        assertTrue(example.find());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ClaimsVerdict()
                .run(
                        List.of(example.group(1).split(" ")),
                        new Surroundings(
                                InputStream.nullInputStream(),
                                out,
                                OutputStream.nullOutputStream(),
                                Map.of(),
                                Path.of(""),
                                false,
                                Clock.systemUTC()));
        assertEquals(example.group(2), out.toString(StandardCharsets.UTF_8));
    }

    /** Each example file stands in a command, so that none rots. */
    @Test
    void everyExampleIsUsed() throws IOException {
        String all = Files.readString(Path.of("README.md")) + Files.readString(Path.of("examples/README.md"));
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                assertTrue(all.contains("@" + file), file.toString());
            }
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
                        .forEach(line -> commands.add(new Command(line, Optional.empty())));
            } else {
                Command asked = commands.removeLast();
                commands.add(new Command(asked.text(), Optional.of(block.group(2))));
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
