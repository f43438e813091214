package dev.claimsverdict.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.docs.Page;
import dev.claimsverdict.testing.TestIdp;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/command-line.md: what the program says of itself, by {@code -Dgolden.write=true}, and examples that it reads. */
class CommandLinePageTest {

    private static final Page PAGE = Page.of("docs/command-line.md");

    @TempDir
    Path folder;

    static Stream<String> commands() {
        return ClaimsVerdictTest.commands();
    }

    @Test
    @DisplayName("the program's help")
    void program() {
        PAGE.mustBe(PAGE.with("help", block(CliRun.of("--help").out())));
    }

    @ParameterizedTest
    @MethodSource("commands")
    @DisplayName("the help of each command, under a heading of its own")
    void command(String command) {
        assertTrue(PAGE.text().contains("\n### claims-verdict " + command + "\n"), command);
        PAGE.mustBe(
                PAGE.with("help " + command, block(CliRun.of(command, "--help").out())));
    }

    private static String block(String help) {
        return "```text\n" + help.strip() + "\n```";
    }

    @Test
    @DisplayName("the exit statuses, and those that the help of a command names")
    void exitStatuses() {
        List<String> statuses = Stream.of(ExitStatus.class.getDeclaredFields())
                .filter(field -> Modifier.isPublic(field.getModifiers()))
                .map(CommandLinePageTest::number)
                .sorted()
                .map(String::valueOf)
                .toList();
        assertEquals(statuses, column("Exit status"));
        assertTrue(statuses.containsAll(
                found("(?m)^  (\\d+) {2,}", CliRun.of("lint", "--help").out())));
    }

    private static int number(Field constant) {
        try {
            return constant.getInt(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** The first column of the table under that heading, without its code marks. */
    private static List<String> column(String heading) {
        Matcher section =
                Pattern.compile("(?ms)^## " + heading + "$(.*?)(?=^## |\\z)").matcher(PAGE.text());
        assertTrue(section.find(), heading);
        return found("(?m)^\\| `([^`]+)`", section.group(1));
    }

    private static List<String> found(String pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    @DisplayName("the formats and the members of the settings file")
    void tables() {
        assertEquals(
                LintCommand.FORMATS,
                column("Formats").stream().filter(word -> !word.startsWith("-")).toList());
        assertEquals(new TreeSet<>(SettingsFile.MEMBERS), new TreeSet<>(column("Settings")));
        Set<String> ignore = new TreeSet<>(found("`(code|reason|file|idp)`", PAGE.text()));
        assertEquals(new TreeSet<>(SettingsFile.IGNORE_MEMBERS), ignore);
        assertTrue(PAGE.text().contains("at most " + "%,d".formatted(MarkdownReport.MAX_BYTES) + " bytes"));
        for (var code : Ignores.NEVER) {
            assertTrue(PAGE.text().contains("`" + code + "`"), code.name());
        }
    }

    @Test
    @DisplayName("the settings and the evidence of the page are read and hold")
    void settings() throws IOException {
        List<String> examples = found("(?s)```json\n(.*?)```", PAGE.text());
        assertEquals(2, examples.size());
        Files.writeString(folder.resolve(SettingsFile.NAME), examples.get(0));
        Files.writeString(folder.resolve("evidence.json"), examples.get(1));
        Path snapshot = Files.createDirectory(folder.resolve("okta-snapshot"));
        Files.writeString(snapshot.resolve("idps.json"), "[]");
        Files.writeString(snapshot.resolve("rules.json"), "[]");
        Files.writeString(folder.resolve("idp.json"), TestIdp.oidc().toString());
        CliRun run = CliRun.in(folder, "lint", "--format", "json", "--quiet", "idp.json");
        assertEquals("", run.err());
        assertEquals("2026-07", run.json().at("/files/0/amrTable").asText());
        assertEquals("SAFE", run.json().path("verdict").asText());
        assertEquals(
                "PKCE_NOT_REQUIRED", run.json().at("/files/0/ignored/0/code").asText());
    }

    @Test
    @DisplayName("the first example")
    void example() {
        String arguments =
                found("bin/claims-verdict (lint [^\n]*)", PAGE.text()).getFirst();
        assertEquals(2, CliRun.of(arguments.split(" ")).status());
    }
}
