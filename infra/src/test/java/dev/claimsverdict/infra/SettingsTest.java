package dev.claimsverdict.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.infra.settings.Setting;
import dev.claimsverdict.infra.settings.Settings;
import dev.claimsverdict.infra.settings.SettingsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings from the CDK's context and the settings file. */
class SettingsTest {

    private static final Path EMPTY = empty();

    private static Path empty() {
        try {
            return Files.writeString(Files.createTempFile("settings", ".json"), "{}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DisplayName("a wrong value's message names the setting and doesn't repeat the value")
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    runtime            | java                | one of jvm, native
                    architecture       | arm                 | one of arm64, x86_64
                    memory             | 127                 | a number from 128 to 10240
                    memory             | 10241               | a number from 128 to 10240
                    memory             | much                | a number from 128 to 10240
                    apiConcurrency     | 0                   | a number from 1 to 100000
                    eventsConcurrency  | 2                   | a number from 3 to 100000
                    rollout            | Canary10Percent     | one of the values in infra/README.md
                    access             | nobody              | one of iam, open, authorizer
                    breakGlass         | yes                 | one of true, false
                    hookRate           | 0                   | a number from 1 to 10000
                    hookSecretNextVersion | x                | a version id of 32 to 64 letters, digits and hyphens
                    rate               | 0                   | a number from 1 to 10000
                    corsOrigins        | *                   | origins such as https://admin.example.com, separated by commas
                    sampleRoute        | yes                 | one of true, false
                    oktaEventSource    | aws.partner/auth0   | a name that begins with aws.partner/okta.com/
                    logRetentionDays   | 91                  | one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 3653
                    alarmEmail         | nobody              | an e-mail address
                    rejectedPercent    | 101                 | a number from 1 to 100
                    atAllowed          | maybe               | one of true, false
                    """)
    void wrong(String setting, String value, String must) {
        String message = refusal(Map.of(setting, value));
        assertTrue((message + "\n").contains("\n" + setting + ": It must be " + must + ".\n"), message);
    }

    @DisplayName("a correct value is accepted")
    @ParameterizedTest
    @CsvSource({
        "memory,128",
        "memory,10240",
        "eventsConcurrency,3",
        "eventsConcurrency,none",
        "rollout,AllAtOnce",
        "rollout,Linear10PercentEvery1Minute",
        "logRetentionDays,90",
        "rejectedPercent,100",
        "access,open",
        "corsOrigins,'https://a.example.com, https://b.example.com'"
    })
    void right(String setting, String value) {
        read(Map.of(setting, value));
    }

    @DisplayName("an unknown setting is refused")
    @Test
    void unknown() {
        assertTrue(refusal(Map.of("acess", "open")).endsWith("\nacess: There is no such setting."));
    }

    @DisplayName("the CDK's own context is ignored")
    @Test
    void cdkContext() {
        read(Map.of("aws:cdk:bundling-stacks", "**", "@aws-cdk/core:something", true));
    }

    @DisplayName("settings that need each other must be set together")
    @ParameterizedTest
    @CsvSource({"hookSecret,name", "hookSecretVersion,00000000-0000-0000-0000-000000000000", "domainName,a.example.com"
    })
    void pairs(String setting, String value) {
        assertTrue(refusal(Map.of(setting, value)).contains(", or neither."));
    }

    /** Without a registry the authorizer knows no IdP, so nobody could call anything. */
    @DisplayName("access=authorizer needs a registry")
    @Test
    void authorizer() {
        assertTrue(refusal(Map.of("access", "authorizer"))
                .endsWith(
                        "\naccess: Without a registry the authorizer knows no IdP and lets nobody in. Set idps, too."));
        read(Map.of("access", "authorizer", "idps", "../src/test/resources/registry"));
    }

    @DisplayName("a next secret without a current one is refused")
    @Test
    void nextSecret() {
        assertTrue(refusal(Map.of("hookSecretNextVersion", "00000000-0000-0000-0000-000000000000"))
                .endsWith("\nhookSecretNextVersion: It needs hookSecret."));
    }

    @DisplayName("a setting that is a parameter of the template is refused")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "architecture",
                "apiConcurrency",
                "rollout",
                "access",
                "idps",
                "hookSecret",
                "alarmEmail",
                "breakGlass"
            })
    void parameters(String setting) {
        String message = refusal(Map.of("artefact", "parameters", setting, "true"));
        assertTrue(message.contains("\n" + setting + ": With artefact=parameters this is a parameter"), message);
    }

    @DisplayName("the settings file is read, and the context overrides it")
    @Test
    void file(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("settings.json"), "{\"memory\":1024,\"rate\":\"7\",\"fifo\":true}");
        Settings settings = SettingsReader.read(Map.of("rate", "8"), folder);
        assertEquals(1024, settings.capacity().memory());
        assertEquals(8, settings.api().verdicts().rate());
        assertTrue(settings.events().fifo());
        Files.writeString(folder.resolve("other.json"), "{\"memory\":2048}");
        assertEquals(
                2048,
                SettingsReader.read(Map.of("settings", "other.json"), folder)
                        .capacity()
                        .memory());
    }

    @DisplayName("the settings file's names and values are checked, too")
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"acess":"open"}          | acess: There is no such setting.
                    {"memory":"1"}            | memory: It must be a number from 128 to 10240.
                    {"memory":512,"memory":1} | is not JSON, or has a member twice.
                    []                        | is not a JSON object.
                    {                         | is not JSON, or has a member twice.
                    {"corsOrigins":["a"]}     | settings: corsOrigins must be a string, a number, true or false.
                    {"org":null}              | settings: org must be a string, a number, true or false.
                    {"settings":"other.json"} | settings: A settings file can't name another one.
                    """)
    void wrongFile(String json, String message, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("settings.json"), json);
        String refusal = assertThrows(IllegalArgumentException.class, () -> SettingsReader.read(Map.of(), folder))
                .getMessage();
        assertTrue(refusal.endsWith(message), refusal);
    }

    @DisplayName("a named settings file must exist")
    @Test
    void missingFile(@TempDir Path folder) {
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> SettingsReader.read(Map.of("settings", "none.json"), folder))
                .getMessage()
                .endsWith("none.json can't be read."));
    }

    /** Somebody may paste a secret where its name belongs. */
    @DisplayName("a secret is not repeated in a message")
    @Test
    void pastedSecret() {
        String message = refusal(Map.of(
                "hookSecret", "this is the secret!", "hookSecretVersion", "00000000-0000-0000-0000-000000000000"));
        assertFalse(message.contains("this is the secret"), message);
        assertTrue(message.contains("hookSecret: It must be the name or ARN of a secret"), message);
    }

    @DisplayName("the message has all faults")
    @Test
    void allFaults() {
        String message = refusal(Map.of("memory", "1", "rate", "0"));
        assertTrue(message.contains("\nmemory: ") && message.contains("\nrate: "), message);
    }

    @DisplayName("numbers in cdk.json are accepted")
    @Test
    void numbers() {
        assertEquals(1024, read(Map.of("memory", 1024.0)).capacity().memory());
    }

    @DisplayName("the README's table has the texts of the code")
    @Test
    void readme() throws IOException {
        String rows = Arrays.stream(Setting.values())
                .map(setting ->
                        "| `" + setting.key() + "` | " + setting.meaning() + " | " + setting.fallback() + " |\n")
                .collect(Collectors.joining());
        assertTrue(
                Files.readString(Path.of("README.md"))
                        .contains("| setting | meaning | default |\n|---|---|---|\n" + rows),
                () -> "README.md lacks these rows:\n" + rows);
    }

    private static Settings read(Map<String, Object> context) {
        Map<String, Object> withoutFile = new HashMap<>(context);
        withoutFile.put("settings", EMPTY.toString());
        return SettingsReader.read(withoutFile, Path.of("").toAbsolutePath());
    }

    private static String refusal(Map<String, Object> context) {
        return assertThrows(IllegalArgumentException.class, () -> read(context)).getMessage();
    }
}
