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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings from the CDK's context. */
class SettingsTest {

    private static final Path EMPTY = empty();

    private static Path empty() {
        try {
            return Files.writeString(Files.createTempFile("settings", ".json"), "{}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    runtime            | java                | one of jvm, native
                    architecture       | arm                 | one of arm64, x86_64
                    memory             | 127                 | a number from 128 to 10240
                    memory             | 10241               | a number from 128 to 10240
                    memory             | much                | a number from 128 to 10240
                    apiConcurrency     | 0                   | a number from 1 to 100000
                    eventsConcurrency  | 2                   | a number from 3 to 100000
                    rollout            | Canary10Percent     | a configuration of CodeDeploy that the README names
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
    void aWrongValueIsNamedAndNotRepeated(String setting, String value, String must) {
        String message = refusal(Map.of(setting, value));
        assertTrue((message + "\n").contains("\n" + setting + ": It must be " + must + ".\n"), message);
    }

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
    void aRightValueIsTaken(String setting, String value) {
        read(Map.of(setting, value));
    }

    @Test
    void anUnknownNameIsNoSetting() {
        assertTrue(refusal(Map.of("acess", "open")).endsWith("\nacess: There is no such setting."));
    }

    @Test
    void theCdksOwnContextIsNoSetting() {
        read(Map.of("aws:cdk:bundling-stacks", "**", "@aws-cdk/core:something", true));
    }

    @ParameterizedTest
    @CsvSource({"hookSecret,name", "hookSecretVersion,00000000-0000-0000-0000-000000000000", "domainName,a.example.com"
    })
    void whatGoesTogetherIsSetTogether(String setting, String value) {
        assertTrue(refusal(Map.of(setting, value)).contains("both must be set, or neither"));
    }

    /** Without a registry it knows no IdP, so nobody could call anything. */
    @Test
    void theAuthorizerNeedsARegistry() {
        assertTrue(
                refusal(Map.of("access", "authorizer"))
                        .endsWith(
                                "\naccess: The authorizer knows no IdP without a registry and would let nobody in. Set idps too."));
        read(Map.of("access", "authorizer", "idps", "../src/test/resources/registry"));
    }

    @Test
    void aSecretThatReplacesNoneIsRefused() {
        assertTrue(refusal(Map.of("hookSecretNextVersion", "00000000-0000-0000-0000-000000000000"))
                .endsWith("\nhookSecretNextVersion: It goes with hookSecret."));
    }

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
    void whatTheTemplateAsksIsNoSettingOfIt(String setting) {
        String message = refusal(Map.of("artefact", "parameters", setting, "true"));
        assertTrue(message.contains("\n" + setting + ": With artefact=parameters it is a parameter"), message);
    }

    @Test
    void theFileOfSettingsIsTakenAndWhatIsSaidBesidesHoldsOverIt(@TempDir Path folder) throws IOException {
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"acess":"open"}          | acess: There is no such setting.
                    {"memory":"1"}            | memory: It must be a number from 128 to 10240.
                    {"memory":512,"memory":1} | is not JSON, or has a member twice.
                    []                        | is no JSON object.
                    {                         | is not JSON, or has a member twice.
                    {"corsOrigins":["a"]}     | settings: corsOrigins must be a text, a number, true or false.
                    {"org":null}              | settings: org must be a text, a number, true or false.
                    {"settings":"other.json"} | settings: A file of settings names no other.
                    """)
    void theFileOfSettingsIsCheckedByNameToo(String json, String message, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("settings.json"), json);
        String refusal = assertThrows(IllegalArgumentException.class, () -> SettingsReader.read(Map.of(), folder))
                .getMessage();
        assertTrue(refusal.endsWith(message), refusal);
    }

    @Test
    void aFileThatIsNamedMustBeThere(@TempDir Path folder) {
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> SettingsReader.read(Map.of("settings", "none.json"), folder))
                .getMessage()
                .endsWith("none.json can't be read."));
    }

    /** A secret pasted where its name belongs is not repeated anywhere. */
    @Test
    void aSecretIsNotRepeated() {
        String message = refusal(Map.of(
                "hookSecret", "this is the secret!", "hookSecretVersion", "00000000-0000-0000-0000-000000000000"));
        assertFalse(message.contains("this is the secret"), message);
        assertTrue(message.contains("hookSecret: It must be the name or ARN of a secret"), message);
    }

    @Test
    void everyFaultIsTold() {
        String message = refusal(Map.of("memory", "1", "rate", "0"));
        assertTrue(message.contains("\nmemory: ") && message.contains("\nrate: "), message);
    }

    @Test
    void numbersOfCdkJsonAreTaken() {
        assertEquals(1024, read(Map.of("memory", 1024.0)).capacity().memory());
    }

    @Test
    void theTableOfTheReadmeIsTheOneOfTheCode() throws IOException {
        String rows = Arrays.stream(Setting.values())
                .map(setting ->
                        "| `" + setting.key() + "` | " + setting.meaning() + " | " + setting.fallback() + " |\n")
                .collect(Collectors.joining());
        assertTrue(
                Files.readString(Path.of("README.md"))
                        .contains("| setting | says | without it |\n|---|---|---|\n" + rows),
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
