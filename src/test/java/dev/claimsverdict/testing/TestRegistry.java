package dev.claimsverdict.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.request.RegistryReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** Registries for the tests. */
public final class TestRegistry {

    /** The folder that Quarkus' tests name in {@code claims.idps}. */
    public static final Path FOLDER = Path.of("src/test/resources/registry");

    private TestRegistry() {}

    /** The registry of {@link #FOLDER}. */
    public static Registry ofFolder() {
        return ofFolder(FOLDER);
    }

    /** The registry of a folder's files. */
    public static Registry ofFolder(Path folder) {
        SequencedMap<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                files.put(path.toString(), Files.readAllBytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return registry(files);
    }

    /** A registry of these entries, each as a file of one has it. */
    public static Registry of(ObjectNode... entries) {
        SequencedMap<String, byte[]> files = new LinkedHashMap<>();
        for (ObjectNode entry : List.of(entries)) {
            files.put("file-" + files.size(), entry.toString().getBytes(StandardCharsets.UTF_8));
        }
        return registry(files);
    }

    /** The entry of an IdP, with these keys. */
    public static ObjectNode entry(ObjectNode idp, TestKey... keys) {
        ObjectNode entry = TestApi.JSON.createObjectNode();
        entry.set("idp", idp);
        if (keys.length > 0) {
            entry.set("jwks", TestApi.json(TestKey.jwks(keys)));
        }
        return entry;
    }

    /** A rule that asks for one or two factor types, {@code 1FA} or {@code 2FA}. */
    public static ObjectNode rule(String factorMode) {
        ObjectNode rule = TestApi.JSON.createObjectNode();
        return rule.put("type", "ASSURANCE").put("factorMode", factorMode);
    }

    private static Registry registry(SequencedMap<String, byte[]> files) {
        return switch (RegistryReader.read(files, Org.DEFAULT)) {
            case RegistryReader.Files.Read(Registry registry) -> registry;
            case RegistryReader.Files.Faulty(List<String> faults) -> throw new AssertionError(faults);
        };
    }
}
