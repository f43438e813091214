package dev.claimsverdict.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check before a new version gets calls: the template's code, run in Node.js with a fake AWS SDK. */
class BeforeTrafficTest {

    /** A fake of AWS' SDK. It gives prepared answers and records the calls. */
    private static final String SDK = """
        const fs = require('fs');
        const asked = process.env.ASKED;
        const wrong = process.env.WRONG;
        let calls = 0;
        exports.InvokeCommand = class { constructor(input) { this.input = input; } };
        exports.PutLifecycleEventHookExecutionStatusCommand = exports.InvokeCommand;
        exports.LambdaClient = class {
          async send(command) {
            const question = JSON.parse(command.input.Payload);
            const expected = ['ACCEPTED', 'REJECTED', 'BREAKING'][calls++ % 3];
            fs.appendFileSync(asked, JSON.stringify([question, expected, command.input.FunctionName]) + '\\n');
            if (wrong === 'throws') throw new Error('AccessDenied');
            if (wrong === 'fails') return { FunctionError: 'Unhandled', Payload: Buffer.from('{}') };
            const verdict = wrong === expected ? 'SAFE' : expected;
            return { Payload: Buffer.from(JSON.stringify({ verdict })) };
          }
        };
        exports.CodeDeployClient = class {
          async send(command) { console.log(JSON.stringify(command.input)); }
        };
        """;

    @TempDir
    private Path folder;

    /** Pairs of a request and its expected verdict. */
    static List<JsonNode> questions() throws IOException {
        Path folder = Files.createTempDirectory("before-traffic");
        run(folder, "nothing");
        return asked(folder).stream().limit(3).toList();
    }

    @DisplayName("only correct answers let the deployment continue")
    @ParameterizedTest
    @CsvSource({
        "nothing,Succeeded",
        "ACCEPTED,Failed",
        "REJECTED,Failed",
        "BREAKING,Failed",
        "fails,Failed",
        "throws,Failed"
    })
    void answers(String wrong, String status) throws IOException {
        JsonNode told = run(folder, wrong);
        assertEquals(status, told.path("status").asText());
        assertEquals("deployment", told.path("deploymentId").asText());
        assertEquals("execution", told.path("lifecycleEventHookExecutionId").asText());
    }

    @DisplayName("each version gets all requests")
    @Test
    void requests() throws IOException {
        run(folder, "nothing");
        List<JsonNode> asked = asked(folder);
        assertEquals(
                List.of("api:7", "authorizer:8", "events:9"),
                asked.stream().map(each -> each.path(2).asText()).distinct().toList());
        assertEquals(9, asked.size());
        assertTrue(
                asked.stream().allMatch(each -> each.at("/0/org").isObject()), "whatever the deployment's own org is");
    }

    private static JsonNode run(Path folder, String wrong) throws IOException {
        String code = Synthesised.byDefault()
                .resource("AWS::Lambda::Function", "RolloutBeforeTraffic")
                .at("/Code/ZipFile")
                .asText();
        Files.writeString(folder.resolve("index.js"), code);
        for (String client : List.of("client-lambda", "client-codedeploy")) {
            Path module = folder.resolve("node_modules/@aws-sdk/" + client);
            Files.createDirectories(module);
            Files.writeString(module.resolve("index.js"), SDK);
        }
        Files.writeString(
                folder.resolve("main.js"),
                "require('./index').handler({ DeploymentId: 'deployment', LifecycleEventHookExecutionId: 'execution'"
                        + " });");
        ProcessBuilder node = new ProcessBuilder("node", "main.js")
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        node.environment().put("VERSIONS", "api:7,authorizer:8,events:9");
        node.environment().put("ASKED", folder.resolve("asked").toString());
        node.environment().put("WRONG", wrong);
        return Synthesised.JSON.readTree(node.start().getInputStream().readAllBytes());
    }

    private static List<JsonNode> asked(Path folder) throws IOException {
        List<JsonNode> asked = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("asked"))) {
            asked.add(Synthesised.JSON.readTree(line));
        }
        return asked;
    }
}
