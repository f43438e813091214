package dev.claimsverdict.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all commands have in common: help, version, options before a command, wrong usage, completion. */
class ClaimsVerdictTest {

    private static final String SAFE = "src/test/resources/golden/idp-safe-amr-evidence/request.json";

    @TempDir
    Path folder;

    static Stream<String> commands() {
        Matcher command = Pattern.compile("(?m)^  ([a-z-]+) ")
                .matcher(CliRun.of("--help").out().split("Commands:")[1]);
        List<String> commands = new ArrayList<>();
        while (command.find()) {
            commands.add(command.group(1));
        }
        assertTrue(
                commands.containsAll(List.of("lint", "findings", "generate-completion", "help")), commands.toString());
        return commands.stream();
    }

    @Test
    @DisplayName("without arguments: the help, on standard error, with status 64")
    void noArguments() {
        CliRun run = CliRun.of();
        assertEquals(64, run.status());
        assertEquals("", run.out());
        assertEquals(CliRun.of("--help").out(), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help", "-q --help"})
    @DisplayName("the program's help is on standard output")
    void help(String arguments) {
        CliRun run = CliRun.of(arguments.split(" "));
        assertEquals(0, run.status());
        assertEquals("", run.err());
        assertTrue(run.out().contains("Commands:"), run.out());
    }

    @ParameterizedTest
    @MethodSource("commands")
    @DisplayName("each command has its own help, three ways to it, and no line wider than a terminal")
    void helpOfACommand(String command) {
        CliRun run = CliRun.of(command, "--help");
        assertEquals(0, run.status());
        assertEquals("", run.err());
        assertTrue(run.out().startsWith("Usage: claims-verdict " + command), run.out());
        assertEquals(run, CliRun.of("help", command));
        assertEquals(run, CliRun.of(command, "-h"));
        assertEquals(run, CliRun.of("--help", command));
        assertTrue(run.out().lines().allMatch(line -> line.length() <= 100), run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "--quiet --version"})
    @DisplayName("the version is the pom's")
    void version(String arguments) throws IOException {
        Matcher version = Pattern.compile("<artifactId>claims-verdict</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertTrue(version.find());
        assertEquals(new CliRun(0, "claims-verdict " + version.group(1) + "\n", ""), CliRun.of(arguments.split(" ")));
    }

    @DisplayName("64: wrong usage, with what is wrong and where the help is")
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            --quiet           | A command is missing.
            --color never     | A command is missing.
            --nonsense        | There is no option --nonsense. Try claims-verdict --help.
            --verison         | There is no option --verison. Did you mean --version? Try claims-verdict --help.
            Lint x            | There is no command Lint. Did you mean lint? Try claims-verdict --help.
            judge x           | There is no command judge. Try claims-verdict --help.
            lint --strikt x   | There is no option --strikt. Did you mean --strict? Try claims-verdict lint --help.
            lint -x y         | There is no option -x. Try claims-verdict lint --help.
            help judge        | There is no command judge. Commands:
            help lint lint    | There is no command lint.
            findings NO_CODE  | There is no finding NO_CODE. claims-verdict findings lists all.
            lint --color red x| --color must be auto, always or never.
            --color red lint x| --color must be auto, always or never.
            """)
    void wrongUsage(String arguments, String said) {
        CliRun run = CliRun.of(arguments.split(" "));
        assertEquals(64, run.status(), run.err());
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("claims-verdict: " + said), run.err());
    }

    @Test
    @DisplayName("nothing that a user writes is read as a file of arguments, a variable or a command of a terminal")
    void literally() throws IOException {
        Path arguments = Files.writeString(folder.resolve("arguments"), "--version");
        CliRun atFile = CliRun.of("@" + arguments);
        assertEquals(64, atFile.status());
        CliRun variable = CliRun.of("lint", "${sys:user.home}");
        assertEquals("claims-verdict: ${sys:user.home} does not exist.\n", variable.err());
        assertFalse(CliRun.of("\u001b[31m").err().contains("\u001b"));
        assertFalse(CliRun.of("lint", "--format", "\u001b[31m", SAFE).err().contains("\u001b"));
    }

    @Test
    @DisplayName("options of all commands stand before the command or behind it")
    void commonOptions() {
        CliRun run = CliRun.of("lint", "--quiet", "--color", "never", SAFE);
        assertEquals(run, CliRun.of("--quiet", "--color=never", "lint", SAFE));
        assertEquals(run, CliRun.of("-q", "lint", "--color=never", SAFE));
    }

    @DisplayName("color: on a terminal, unless NO_COLOR or TERM forbid it; --color is stronger than all")
    @ParameterizedTest(name = "terminal {0}, NO_COLOR={1}, TERM={2}, --color {3}: {4}")
    @CsvSource(nullValues = "-", textBlock = """
            true,  -,  -,     auto,   true
            false, -,  -,     auto,   false
            true,  '', -,     auto,   true
            true,  1,  -,     auto,   false
            true,  0,  -,     auto,   false
            true,  -,  dumb,  auto,   false
            true,  -,  xterm, auto,   true
            true,  1,  dumb,  always, true
            false, -,  -,     always, true
            true,  -,  xterm, never,  false
            """)
    void color(boolean terminal, String noColor, String term, String when, boolean color) {
        Map<String, String> environment = new HashMap<>();
        if (noColor != null) {
            environment.put("NO_COLOR", noColor);
        }
        if (term != null) {
            environment.put("TERM", term);
        }
        Surroundings around = CliRun.in(Path.of(""), environment, terminal);
        assertEquals(color, CommonOptions.of(false, when, around).color());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    @DisplayName("the completion script is read by the shells and knows commands and options")
    void completion(String shell) throws IOException, InterruptedException {
        CliRun run = CliRun.of("generate-completion");
        assertEquals(0, run.status());
        assertTrue(run.out().contains("--strict"));
        assumeTrue(Files.isExecutable(Path.of("/bin", shell)), "this machine has no " + shell);
        Path script = Files.writeString(folder.resolve("completion"), run.out());
        Process process = new ProcessBuilder(
                        "/bin/" + shell,
                        "-c",
                        (shell.equals("zsh") ? "autoload -U +X compinit && compinit -u; " : "")
                                + "source \"$0\"; COMP_WORDS=(claims-verdict lint --str); COMP_CWORD=2;"
                                + " _complete_claims-verdict; echo \"${COMPREPLY[@]}\"",
                        script.toString())
                // Bash complains that compopt is called outside of a completion.
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.exitValue(), said);
        assertTrue(shell.equals("zsh") || said.equals("--strict\n"), said);
    }
}
