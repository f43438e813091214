package dev.claimsverdict.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An org's admins choose its names. Whatever they choose, a report shows it as text. */
class HostileNamesTest {

    private static final List<String> NAMES = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "\"><a href=\"https://evil.example\">",
            "</title></style></script>",
            "&lt;b&gt; &amp; 'quotes\"",
            "::error::gotcha",
            "\n::set-output name=x::y",
            "\u001b]0;title\u0007\u001b[31mred",
            "\u202emoc.live",
            "=HYPERLINK(\"https://evil.example\")",
            "@SUM(A1:A9)",
            "a | b `code` **bold** [link](https://evil.example) @octocat #1",
            "https://evil.example www.evil.example",
            "##[command]x",
            "\u0000\ud83d\ude00",
            "名前\u200b");

    @TempDir
    Path folder;

    private String org(String name, boolean trust) throws IOException {
        ObjectNode idp = (ObjectNode) TestApi.json(TestDocuments.idp("0oa1", ""));
        idp.put("name", name);
        idp.withObject("/policy").put("trustClaims", trust);
        ObjectNode rule = (ObjectNode) TestApi.json(TestDocuments.rule("rul1", trust ? "2FA" : "1FA", ""));
        rule.put("name", name).put("policyId", "rst1");
        ObjectNode policy = (ObjectNode) TestApi.json(TestDocuments.policy("rst1", "ACCESS_POLICY", ""));
        policy.put("name", name);
        ObjectNode route = TestApi.JSON.createObjectNode().put("id", "r").put("name", name);
        route.putObject("actions")
                .putObject("idp")
                .putArray("providers")
                .addObject()
                .put("id", "0oa1");
        String all = "[" + idp + "," + rule + "," + policy + "," + route + "]";
        return Files.writeString(folder.resolve(trust ? "now.json" : "then.json"), all)
                .toString();
    }

    private String report(String format, String name, boolean change) throws IOException {
        return change
                ? CliRun.of("audit", org(name, true), "--format", format, "--before", org(name, false))
                        .out()
                : CliRun.of("audit", org(name, true), "--format", format).out();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("text: one line each, no control character, no formula, and no line that starts with a name")
    void text(boolean change) throws IOException {
        for (String name : NAMES) {
            String text = report("text", name, change);
            assertFalse(text.isEmpty());
            text.codePoints().forEach(c -> assertTrue(c == '\n' || isHarmless(c), () -> "%x in %s".formatted(c, text)));
            for (String line : text.lines().toList()) {
                assertFalse(line.matches("[:=+@#-].*"), line);
            }
        }
    }

    private static boolean isHarmless(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL && type != Character.FORMAT && type != Character.LINE_SEPARATOR;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("markdown: a name is code, so that it is no mark-up, no link, no mention and no cell")
    void markdown(boolean change) throws IOException {
        for (String name : NAMES) {
            String markdown = report("markdown", name, change);
            for (String line : markdown.lines().toList()) {
                String outside = line.replaceAll("\\[`[A-Z_]+`]\\(https://[^)]*\\)", "")
                        .replaceAll("`[^`]*`", "")
                        .replace("<details><summary>", "")
                        .replace("</summary>", "")
                        .replace("</details>", "");
                assertFalse(outside.contains("`"), line);
                assertFalse(outside.replaceAll("\\\\.", "").matches(".*[<>@\\[\\]].*"), line);
                assertFalse(outside.contains("evil.example"), line);
            }
            if (!change) {
                for (String row :
                        markdown.lines().filter(line -> line.startsWith("| `")).toList()) {
                    assertTrue(
                            row.chars().filter(c -> c == '|').count() == 3
                                    || row.chars().filter(c -> c == '|').count() == 5,
                            row);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("html: no element, attribute or link comes from a name")
    void html(boolean change) throws IOException {
        List<String> plain = HtmlElements.of(report("html", "Plain", change));
        for (String name : NAMES) {
            assertEquals(plain, HtmlElements.of(report("html", name, change)), name);
        }
    }

    @Test
    @DisplayName("json and sarif: the name as it is, as a JSON string")
    void json() throws IOException {
        for (String name : NAMES) {
            assertEquals(
                    name,
                    TestApi.json(report("json", name, false)).at("/idps/0/name").asText());
            assertTrue(TestApi.json(report("sarif", name, false)).isObject());
        }
    }
}
