package dev.claimsverdict.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The templates in infra/cloudformation are what the app makes, so that a change of the deployment is read by people.
 * {@code ./mvnw test -Dtest=SnapshotTest -DargLine=-Dsnapshot.write=true} writes them anew.
 */
class SnapshotTest {

    private static final Path FOLDER = Path.of("cloudformation");

    @Test
    void withoutTheCdkTheDefaultsCanBeDeployedFromTheTemplate() throws IOException {
        JsonNode template = Synthesised.with(Map.of("artefact", "parameters")).template();
        compare("claims-verdict.json", template);
        assertFalse(template.toString().contains("cdk-hnb659fds"), "It needs what only a CDK's bootstrap makes.");
    }

    @Test
    void everyOptionAtOnce() throws IOException {
        compare("everything.json", Synthesised.everything().template());
    }

    private static void compare(String name, JsonNode template) throws IOException {
        String actual = normalised(template);
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("snapshot.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, actual);
        }
        List<String> expectedLines = Files.readAllLines(file);
        List<String> actualLines = actual.lines().toList();
        for (int line = 0; line < Math.max(expectedLines.size(), actualLines.size()); line++) {
            assertEquals(
                    line < expectedLines.size() ? expectedLines.get(line) : "the end",
                    line < actualLines.size() ? actualLines.get(line) : "the end",
                    name + ", line " + (line + 1) + ", is not what the app makes. If the change is meant: "
                            + "./mvnw test -Dtest=SnapshotTest -DargLine=-Dsnapshot.write=true");
        }
    }

    /** Without what depends on the bytes of the artefact: the hashes of assets, and of versions in their logical ids. */
    private static String normalised(JsonNode template) throws IOException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        String json = Synthesised.JSON
                .writer(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
                .writeValueAsString(template);
        return json.replaceAll("[0-9a-f]{64}", "ASSET-HASH").replaceAll("(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}", "$1")
                + "\n";
    }
}
