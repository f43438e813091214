package dev.claimsverdict.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The artefact and the registry are checked at synthesis. */
class ArtefactTest {

    @DisplayName("an executable for the chosen architecture is deployed")
    @ParameterizedTest
    @CsvSource({"arm64,183", "x86_64,62"})
    void rightArchitecture(String architecture, int machine) {
        Synthesised stack = synthesise(architecture, TestArtefact.executable(machine), "native");
        assertEquals(
                architecture,
                stack.resource("AWS::Lambda::Function", "FunctionsApi")
                        .at("/Architectures/0")
                        .asText());
    }

    @DisplayName("an executable for another architecture is refused")
    @ParameterizedTest
    @CsvSource({
        "arm64,62,'architecture: It is arm64, but the executable is for x86_64.'",
        "x86_64,183,'architecture: It is x86_64, but the executable is for arm64.'",
        "arm64,243,'architecture: It is arm64, but the executable is for another architecture (ELF e_machine 243).'"
    })
    void wrongArchitecture(String architecture, int machine, String message) {
        assertTrue(refusal(architecture, TestArtefact.executable(machine), "native")
                .startsWith(message));
    }

    @DisplayName("a bootstrap that isn't a Linux executable is refused")
    @Test
    void notAnExecutable() {
        assertTrue(refusal("arm64", TestArtefact.zip("bootstrap", new byte[] {'#', '!'}), "native")
                .startsWith("artefact: bootstrap is not a Linux executable."));
    }

    @DisplayName("an executable that would not start on Lambda is refused, with the reason")
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    libsomething.so.1 |             | bootstrap needs libsomething.so.1, which neither the runtime nor the zip has.
                    libc.so.6         | GLIBC_2.38  | bootstrap needs glibc 2.38, and the runtime has 2.34.
                    libc.so.6         | GLIBC_2.100 | bootstrap needs glibc 2.100, and the runtime has 2.34.
                    """)
    void unstartable(String library, String version, String fault) {
        byte[] elf = TestArtefact.elf(TestArtefact.AARCH64, library, version);
        String message = refusal("arm64", TestArtefact.zip("bootstrap", elf), "native");
        assertTrue(message.startsWith("artefact: It would not start on Lambda's provided.al2023.\n" + fault), message);
    }

    @DisplayName("an executable that needs only the runtime's libraries is accepted")
    @ParameterizedTest
    @CsvSource({"libc.so.6,GLIBC_2.34", "libc.so.6,GLIBC_2.4", "libz.so.1,", "libc.so.6,GLIBC_PRIVATE"})
    void startable(String library, String version) {
        synthesise(
                "arm64",
                TestArtefact.zip("bootstrap", TestArtefact.elf(TestArtefact.AARCH64, library, version)),
                "native");
    }

    /** Lambda looks for libraries in the zip's root and in lib, so those are checked as well. */
    @DisplayName("libraries in the zip are found and checked, too")
    @Test
    void ownLibraries() {
        byte[] bootstrap = TestArtefact.elf(TestArtefact.AARCH64, "libown.so", null);
        byte[] good = TestArtefact.elf(TestArtefact.AARCH64, "libc.so.6", "GLIBC_2.17");
        byte[] bad = TestArtefact.elf(TestArtefact.AARCH64, "libc.so.6", "GLIBC_2.36");
        byte[] other = TestArtefact.elf(TestArtefact.X86_64, "libc.so.6", "GLIBC_2.17");
        for (String place : List.of("libown.so", "lib/libown.so")) {
            synthesise("arm64", TestArtefact.zip(Map.of("bootstrap", bootstrap, place, good)), "native");
            assertTrue(refusal("arm64", TestArtefact.zip(Map.of("bootstrap", bootstrap, place, bad)), "native")
                    .contains("\nlibown.so needs glibc 2.36"));
            assertTrue(refusal("arm64", TestArtefact.zip(Map.of("bootstrap", bootstrap, place, other)), "native")
                    .contains("\nlibown.so is for another architecture than bootstrap."));
        }
        assertTrue(
                refusal("arm64", TestArtefact.zip(Map.of("bootstrap", bootstrap, "deep/lib/libown.so", good)), "native")
                        .contains("bootstrap needs libown.so"));
    }

    @DisplayName("a truncated executable is refused")
    @Test
    void truncated() {
        byte[] elf = TestArtefact.elf(TestArtefact.AARCH64, "libc.so.6", "GLIBC_2.17");
        for (int length = 1; length < elf.length; length += 7) {
            byte[] cut = Arrays.copyOf(elf, length);
            assertTrue(refusal("arm64", TestArtefact.zip("bootstrap", cut), "native")
                    .startsWith("artefact: bootstrap is not a Linux executable."));
        }
    }

    /** The JVM's own program. It needs a library that lies beside it, so a zip with only the program is refused. */
    @DisplayName("the ELF reader reads a real executable")
    @Test
    void realExecutable() throws IOException {
        byte[] real = Files.readAllBytes(Path.of("/proc/self/exe").toRealPath());
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
        assertTrue(refusal(architecture, TestArtefact.zip("bootstrap", real), "native")
                .contains("\nbootstrap needs libjli.so, which neither the runtime nor the zip has."));
    }

    @DisplayName("a bootstrap without the permission to execute is refused")
    @Test
    void withoutPermission() throws IOException {
        Path zip = TestArtefact.executable(TestArtefact.AARCH64);
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true))) {
            Files.setPosixFilePermissions(files.getPath("bootstrap"), PosixFilePermissions.fromString("rw-r--r--"));
        }
        assertTrue(refusal("arm64", zip, "native").startsWith("artefact: bootstrap is not marked as executable."));
    }

    @DisplayName("the message about a missing artefact says how to build one")
    @Test
    void missing() {
        String message = refusal("arm64", Path.of("/nowhere/function.zip"), "native");
        assertTrue(
                message.endsWith(
                        "doesn't exist. Name a released zip, or build one: ./mvnw verify -Pnative -DskipUTs, in the root folder."));
    }

    @DisplayName("a jar is refused as an executable, and an executable as a jar")
    @Test
    void wrongKind() {
        assertTrue(refusal("arm64", TestArtefact.jar(), "native").contains("has no executable (bootstrap)"));
        assertTrue(refusal("arm64", TestArtefact.executable(183), "jvm").contains("has a native executable"));
        assertTrue(refusal("arm64", TestArtefact.zip("other", new byte[0]), "jvm")
                .contains("doesn't contain the function"));
    }

    @DisplayName("a registry's files are checked before they are deployed")
    @Test
    void registry(@TempDir Path folder) throws IOException {
        assertTrue(registryRefusal(folder).endsWith(" has no *.json file."));
        Path file = folder.resolve("idp.json");
        Files.writeString(file, "{");
        assertTrue(registryRefusal(folder).endsWith("idp.json is not JSON."));
        Files.writeString(file, "{}");
        assertTrue(registryRefusal(folder).endsWith("idp.json has no member idp."));
        Files.writeString(
                file, "{\"idp\":{\"protocol\":{\"credentials\":{\"client\":{\"client_secret\":\"s3cr3t\"}}}}}");
        assertTrue(registryRefusal(folder).contains("has a client_secret"));
        assertTrue(registryRefusal(folder.resolve("none")).endsWith("none is not a folder."));
    }

    @DisplayName("of a snapshot, only the files that the function reads are deployed")
    @Test
    void snapshot(@TempDir Path parent) throws IOException {
        Path folder = snapshot(parent.resolve("acme"), "claims-verdict-snapshot", "[{\"id\":\"0oa1\"}]");
        Synthesised synthesised = Synthesised.with(Map.of("idps", folder.toString()));
        String key = synthesised
                .resource("AWS::Lambda::LayerVersion", "")
                .at("/Content/S3Key")
                .asText();
        Path layer = synthesised.assembly().resolve("asset." + key.replace(".zip", ""));
        try (Stream<Path> files = Files.list(layer.resolve("idps"))) {
            assertEquals(
                    List.of("idps.json", "snapshot.json"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        Path secret = snapshot(parent.resolve("secret"), "claims-verdict-snapshot", "[{\"client_secret\":\"s3cr3t\"}]");
        assertTrue(registryRefusal(secret).contains("has a client_secret"));
        Path other = snapshot(parent.resolve("other"), "another program's", "[]");
        assertTrue(registryRefusal(other).endsWith("has no member idp."));
    }

    private static Path snapshot(Path folder, String format, String idps) throws IOException {
        Files.createDirectory(folder);
        Files.writeString(folder.resolve("snapshot.json"), "{\"format\":\"" + format + "\"}");
        Files.writeString(folder.resolve("idps.json"), idps);
        Files.writeString(folder.resolve("rules.json"), "[]");
        return folder;
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
