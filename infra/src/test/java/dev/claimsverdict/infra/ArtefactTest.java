package dev.claimsverdict.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is deployed is looked into at synthesis. */
class ArtefactTest {

    @ParameterizedTest
    @CsvSource({"arm64,183", "x86_64,62"})
    void anExecutableOfTheArchitectureIsDeployed(String architecture, int machine) {
        Synthesised stack = synthesise(architecture, TestArtefact.executable(machine), "native");
        assertEquals(
                architecture,
                stack.resource("AWS::Lambda::Function", "FunctionsApi")
                        .at("/Architectures/0")
                        .asText());
    }

    @ParameterizedTest
    @CsvSource({
        "arm64,62,'architecture: It is arm64, but the built executable is for x86_64.'",
        "x86_64,183,'architecture: It is x86_64, but the built executable is for arm64.'",
        "arm64,243,'architecture: It is arm64, but the built executable is for another machine (ELF e_machine 243).'"
    })
    void anExecutableForAnotherMachineIsNot(String architecture, int machine, String message) {
        assertTrue(refusal(architecture, TestArtefact.executable(machine), "native")
                .startsWith(message));
    }

    @Test
    void whatIsNoExecutableIsNot() {
        assertTrue(refusal("arm64", TestArtefact.zip("bootstrap", new byte[] {'#', '!'}), "native")
                .startsWith("artefact: bootstrap is no Linux executable."));
    }

    @Test
    void aMissingArtefactIsToldHowToBuild() {
        String message = refusal("arm64", Path.of("/nowhere/function.zip"), "native");
        assertTrue(message.endsWith("is not there. Build it: ./mvnw verify -Pnative -DskipUTs, in the root folder."));
    }

    @Test
    void theJarIsNoExecutableAndTheOtherWayRound() {
        assertTrue(refusal("arm64", TestArtefact.jar(), "native").contains("has no executable (bootstrap)"));
        assertTrue(refusal("arm64", TestArtefact.executable(183), "jvm").contains("has a native executable"));
        assertTrue(
                refusal("arm64", TestArtefact.zip("other", new byte[0]), "jvm").contains("has no function in it"));
    }

    @Test
    void aRegistryIsLookedIntoToo(@TempDir Path folder) throws IOException {
        assertTrue(registryRefusal(folder).endsWith(" has no *.json file."));
        Path file = folder.resolve("idp.json");
        Files.writeString(file, "{");
        assertTrue(registryRefusal(folder).endsWith("idp.json is not JSON."));
        Files.writeString(file, "{}");
        assertTrue(registryRefusal(folder).endsWith("idp.json has no member idp."));
        Files.writeString(
                file, "{\"idp\":{\"protocol\":{\"credentials\":{\"client\":{\"client_secret\":\"s3cr3t\"}}}}}");
        assertTrue(registryRefusal(folder).contains("has a client_secret"));
        assertTrue(registryRefusal(folder.resolve("none")).endsWith("none is no folder."));
    }

    private static String registryRefusal(Path folder) {
        return assertThrows(IllegalArgumentException.class, () -> Synthesised.with(Map.of("idps", folder.toString())))
                .getMessage();
    }

    private static Synthesised synthesise(String architecture, Path artefact, String runtime) {
        Map<String, String> settings = new HashMap<>();
        settings.put("architecture", architecture);
        settings.put("artefact", artefact.toString());
        settings.put("runtime", runtime);
        return Synthesised.with(settings);
    }

    private static String refusal(String architecture, Path artefact, String runtime) {
        return assertThrows(IllegalArgumentException.class, () -> synthesise(architecture, artefact, runtime))
                .getMessage();
    }
}
