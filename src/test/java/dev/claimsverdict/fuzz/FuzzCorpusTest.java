package dev.claimsverdict.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.testing.GoldenEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the fuzzer found worth keeping, once more (docs/proof.md). {@code .ci/fuzz.sh} looks for more. */
class FuzzCorpusTest {

    private static final Path CORPORA = Path.of("src/test/resources/fuzz");

    private static final Map<String, Consumer<byte[]>> TARGETS = Map.of(
            "EventFuzz", EventFuzz::fuzzerTestOneInput,
            "HttpFuzz", HttpFuzz::fuzzerTestOneInput,
            "TokenFuzz", TokenFuzz::fuzzerTestOneInput,
            "JwksFuzz", JwksFuzz::fuzzerTestOneInput,
            "IdpFuzz", IdpFuzz::fuzzerTestOneInput,
            "OrgFuzz", OrgFuzz::fuzzerTestOneInput,
            "RuleFuzz", RuleFuzz::fuzzerTestOneInput,
            "TerraformFuzz", TerraformFuzz::fuzzerTestOneInput,
            "SamlFuzz", SamlFuzz::fuzzerTestOneInput,
            "SequenceFuzz", SequenceFuzz::fuzzerTestOneInput);

    @TestFactory
    @DisplayName("every input of every corpus")
    Stream<DynamicContainer> corpora() {
        return TARGETS.entrySet().stream()
                .map(target -> DynamicContainer.dynamicContainer(
                        target.getKey(),
                        inputs(target.getKey()).stream()
                                .map(input -> DynamicTest.dynamicTest(
                                        input.getFileName().toString(),
                                        () -> target.getValue().accept(bytes(input))))));
    }

    @Test
    @DisplayName("every target has a corpus, and .ci/fuzz.sh runs it")
    void targets() throws IOException {
        try (Stream<Path> folders = Files.list(CORPORA).filter(Files::isDirectory)) {
            assertEquals(
                    new TreeSet<>(TARGETS.keySet()),
                    new TreeSet<>(folders.map(folder -> folder.getFileName().toString())
                            .toList()));
        }
        String script = Files.readString(Path.of(".ci/fuzz.sh"));
        TARGETS.keySet().forEach(target -> {
            assertTrue(script.contains(target), target);
            assertTrue(!inputs(target).isEmpty(), target);
        });
    }

    @Test
    @DisplayName("the golden events, as the fuzzer's bytes")
    void goldenEvents() {
        GoldenEvent.all()
                .forEach(golden -> EventFuzz.fuzzerTestOneInput(golden.event().getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Path> inputs(String target) {
        try (Stream<Path> files = Files.list(CORPORA.resolve(target))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
