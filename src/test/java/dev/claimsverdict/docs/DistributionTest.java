package dev.claimsverdict.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * How the program gets to its users: install.sh, the GitHub action, the README's workflow and the hook of pre-commit. They
 * run in a shell, with a folder in the place of GitHub's releases; the executable there starts this build's classes.
 */
class DistributionTest {

    private static final String VERSION = Pattern.compile("(?m)^version=(.*)$")
            .matcher(read(Path.of("install.sh")))
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ *(.*?) *}}");
    private static final Path BREAKING = Path.of("examples/terraform-plan.json").toAbsolutePath();

    @TempDir
    Path folder;

    private Path release;

    private record Run(int status, String output) {}

    @BeforeEach
    void release() throws Exception {
        assumeTrue(has("curl") && has("sha256sum"), "install.sh needs curl and sha256sum, and a machine may lack them");
        release = Files.createDirectories(folder.resolve("releases/v" + VERSION));
        Path program = folder.resolve("claims-verdict");
        Files.writeString(
                program,
                "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -cp '%s' dev.claimsverdict.local.ClaimsVerdictJar \"$@\"\n"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin/java"),
                                System.getProperty("java.class.path")));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        StringBuilder sums = new StringBuilder();
        for (String architecture : List.of("x86_64", "arm64")) {
            String archive = "claims-verdict-" + VERSION + "-linux-" + architecture + ".tar.gz";
            assertEquals(
                    0,
                    run(
                                    Map.of(),
                                    folder,
                                    "tar",
                                    "-czf",
                                    release.resolve(archive).toString(),
                                    "claims-verdict")
                            .status());
            sums.append(sha256(release.resolve(archive)) + "  " + archive + "\n");
        }
        Files.writeString(release.resolve("SHA256SUMS"), sums);
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    // install.sh

    @Test
    @DisplayName("install.sh installs the executable of its version")
    void installs() throws Exception {
        Run run = install("--to", folder.resolve("bin").toString());
        assertEquals(0, run.status(), run.output());
        assertTrue(run.output().endsWith("claims-verdict: claims-verdict " + VERSION + "\n"), run.output());
        assertTrue(Files.isExecutable(folder.resolve("bin/claims-verdict")));
    }

    @Test
    @DisplayName("install.sh installs nothing that has another checksum, or none")
    void checksum() throws Exception {
        Path sums = release.resolve("SHA256SUMS");
        for (String content : List.of("", Files.readString(sums).replaceAll("(?m)^.", "x"))) {
            Files.writeString(sums, content);
            Run run = install("--to", folder.resolve("bin").toString());
            assertEquals(1, run.status(), run.output());
            assertTrue(run.output().contains("nothing is installed"), run.output());
            assertFalse(Files.exists(folder.resolve("bin")));
        }
    }

    @Test
    @DisplayName("install.sh says what is wrong with its arguments, and which release isn't there")
    void wrongUse() throws Exception {
        assertTrue(install("--nonsense").output().contains("no option --nonsense"));
        assertTrue(install("--version", "../1").output().contains("../1 is not a version"));
        assertTrue(install("--version", "9.9.9").output().contains("v9.9.9/SHA256SUMS can't be read"));
        Path alone = Files.copy(Path.of("install.sh"), folder.resolve("install.sh"));
        Run run = run(Map.of("CLAIMS_VERDICT_RELEASES", ""), folder, "sh", alone.toString());
        assertEquals(1, run.status());
        assertTrue(run.output().contains("set CLAIMS_VERDICT_RELEASES"), run.output());
    }

    private Run install(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(
                List.of("sh", Path.of("install.sh").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return run(Map.of(), folder, command.toArray(String[]::new));
    }

    // The action

    @Test
    @DisplayName("the action fails as lint does, and shows annotations")
    void annotations() throws Exception {
        Run run = action(Map.of("files", BREAKING + "\n\n"));
        assertEquals(2, run.status(), run.output());
        assertTrue(run.output().contains("::error file="), run.output());
        assertEquals(
                folder.resolve("runner/claims-verdict").toString(),
                Files.readString(folder.resolve("path")).strip());
    }

    @Test
    @DisplayName("the action takes each line as one file or argument, whatever is in it")
    void lines() throws Exception {
        Path odd = Files.copy(BREAKING, folder.resolve("a b; touch owned $(touch owned).json"));
        Run run = action(Map.of("files", odd.toString(), "arguments", "--fail-on\nnever"));
        assertEquals(0, run.status(), run.output());
        assertTrue(run.output().contains("ENTRA_V2_ENDPOINTS"), run.output());
        assertFalse(Files.exists(folder.resolve("owned")));
        // A file isn't an option.
        assertEquals(64, action(Map.of("files", "--version")).status());
    }

    @Test
    @DisplayName("the README's workflow runs as it is printed")
    void workflow() throws Exception {
        Path programs = Files.createDirectories(folder.resolve("programs"));
        Path terraform = programs.resolve("terraform");
        Files.writeString(terraform, "#!/bin/sh\n[ \"$1\" != show ] || exec cat '" + BREAKING + "'\n");
        Files.setPosixFilePermissions(terraform, PosixFilePermissions.fromString("rwxr-xr-x"));
        Matcher example =
                Pattern.compile("(?s)```yaml\n(permissions:.*?)```").matcher(Files.readString(Path.of("README.md")));
        assertTrue(example.find());
        Run last = new Run(0, "");
        for (Object each : list(map(yaml(example.group(1))).get("steps"))) {
            Map<String, Object> step = map(each);
            Map<String, String> inputs = new LinkedHashMap<>();
            map(step.getOrDefault("with", Map.of())).forEach((name, value) -> inputs.put(name, value.toString()));
            if (step.containsKey("run")) {
                last = run(
                        Map.of("PATH", programs + ":" + System.getenv("PATH")),
                        folder,
                        "bash",
                        "-e",
                        "-c",
                        step.get("run").toString());
                assertEquals(0, last.status(), last.output());
            } else if (step.get("uses").equals("OWNER/claims-verdict@v" + VERSION)) {
                last = action(inputs);
            } else if (step.get("uses").toString().startsWith("github/codeql-action/upload-sarif@")) {
                // The action has failed by now, so the step must run all the same.
                assertEquals("always()", step.get("if"));
                assertEquals(
                        "2.1.0",
                        TestApi.json(Files.readString(folder.resolve(inputs.get("sarif_file"))))
                                .path("version")
                                .asText());
            }
        }
        assertEquals(2, last.status(), last.output());
    }

    /** Runs the steps of action.yml as GitHub does, in the folder of the test. */
    private Run action(Map<String, String> inputs) throws Exception {
        Map<String, Object> action = map(yaml(Files.readString(Path.of("action.yml"))));
        Map<String, String> all = new LinkedHashMap<>();
        map(action.get("inputs")).forEach((name, input) -> {
            boolean required = Boolean.TRUE.equals(map(input).get("required"));
            assertTrue(!required || inputs.containsKey(name), name);
            all.put(
                    "inputs." + name,
                    inputs.getOrDefault(
                            name, map(input).getOrDefault("default", "").toString()));
        });
        for (String given : inputs.keySet()) {
            assertTrue(all.containsKey("inputs." + given), given);
        }
        Path runner = Files.createDirectories(folder.resolve("runner"));
        Run run = new Run(0, "");
        for (Object each : list(map(action.get("runs")).get("steps"))) {
            Map<String, Object> step = map(each);
            assertEquals("bash", step.get("shell"));
            String program = step.get("run").toString();
            assertFalse(EXPRESSION.matcher(program).find(), "no input is a part of a program: " + program);
            Map<String, String> environment = new LinkedHashMap<>(Map.of(
                    "RUNNER_TEMP", runner.toString(),
                    "GITHUB_PATH", folder.resolve("path").toString()));
            map(step.get("env"))
                    .forEach((name, value) -> environment.put(
                            name,
                            EXPRESSION
                                    .matcher(value.toString())
                                    .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), all)))));
            run = run(environment, folder, "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", program);
            if (run.status() != 0) {
                return run;
            }
        }
        return run;
    }

    private String value(String expression, Map<String, String> inputs) {
        return switch (expression) {
            case "github.action_path" -> Path.of("").toAbsolutePath().toString();
            case String input when inputs.containsKey(input) -> inputs.get(input);
            case String releases
            when releases.startsWith("env.CLAIMS_VERDICT_RELEASES || ") ->
                folder.resolve("releases").toUri().toString();
            case String other -> throw new AssertionError("action.yml asks for " + other);
        };
    }

    // The hook of pre-commit

    @Test
    @DisplayName("the hook of pre-commit installs the executable once, and fails as lint does")
    void hook() throws Exception {
        Map<String, Object> hook = map(
                list(yaml(Files.readString(Path.of(".pre-commit-hooks.yaml")))).getFirst());
        assertEquals("script", hook.get("language"));
        String entry = Path.of(hook.get("entry").toString()).toAbsolutePath().toString();
        Map<String, String> cache =
                Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString());
        Run first = run(cache, folder, entry, BREAKING.toString());
        assertEquals(2, first.status(), first.output());
        assertTrue(first.output().contains("ENTRA_V2_ENDPOINTS"), first.output());
        Files.delete(release.resolve("SHA256SUMS"));
        assertEquals(2, run(cache, folder, entry, BREAKING.toString()).status());
    }

    // What all of them say

    @Test
    @DisplayName("one version everywhere")
    void version() throws Exception {
        assertTrue(Files.readString(Path.of("pom.xml"))
                .contains("<artifactId>claims-verdict</artifactId>\n  <version>" + VERSION + "</version>"));
        assertTrue(Files.readString(Path.of("image/pom.xml")).contains("<version>" + VERSION + "</version>"));
        assertTrue(Files.readString(Path.of("CHANGELOG.md")).contains("\n## " + VERSION + "\n"));
        for (String page : List.of("README.md", "docs/releases.md", "docs/protect-a-route.md", "infra/README.md")) {
            Pattern.compile("(?:claims-verdict[@:-]v?|rev: v|download/v)([0-9]+\\.[0-9]+\\.[0-9]+)")
                    .matcher(Files.readString(Path.of(page)))
                    .results()
                    .forEach(each -> assertEquals(VERSION, each.group(1), page));
        }
    }

    private static boolean has(String program) throws Exception {
        return new ProcessBuilder("sh", "-c", "command -v " + program)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private Run run(Map<String, String> environment, Path directory, String... command) throws Exception {
        Path output = Files.createTempFile(folder, "output", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .put(
                        "CLAIMS_VERDICT_RELEASES",
                        folder.resolve("releases").toUri().toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        assertTrue(process.waitFor(5, TimeUnit.MINUTES));
        return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private static Object yaml(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("unchecked") // YAML's maps have strings as keys here.
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    private static List<?> list(Object node) {
        return (List<?>) node;
    }
}
