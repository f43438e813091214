package dev.claimsverdict.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.request.RequestSettings;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestLog;
import dev.claimsverdict.testing.TestRegistry;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The code of docs/check-amr-verdict.md, as it is printed, lets in exactly the tokens that it should. The claim in them is
 * what the token hook answers. {@code .ci/check-readme.sh} runs the JavaScript, too, with {@code -Damr.verdict.modules}.
 */
class AmrVerdictPageTest {

    private static final Page PAGE = Page.of("docs/check-amr-verdict.md");
    private static final String ISSUER = "https://example.okta.com/oauth2/default";
    private static final String MODULES = System.getProperty("amr.verdict.modules", "");
    private static final String REFUSED = "insufficient_user_authentication";

    @TempDir
    private static Path folder;

    private static HttpServer okta;
    private static String issuer;
    private static Method authorize;
    private static Object checks;

    /** A token, and whether the API behind the page's code should let it in. */
    record Case(String name, String token, Expected expected) {

        enum Expected {
            IN,
            INSUFFICIENT,
            INVALID
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() throws IOException, ReflectiveOperationException {
        okta = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://localhost:" + okta.getAddress().getPort() + "/oauth2/default";
        byte[] keys = TestKey.jwks(TestKey.RS256).getBytes(StandardCharsets.UTF_8);
        okta.createContext("/oauth2/default/v1/keys", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("content-type", "application/json");
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys);
            }
        });
        okta.start();
        Class<?> compiled = compiled(code("java"));
        checks = compiled.getDeclaredConstructor().newInstance();
        authorize = compiled.getMethod("authorize", String.class);
    }

    @AfterAll
    static void stop() {
        okta.stop(0);
    }

    private static String code(String language) {
        Matcher block = Pattern.compile("(?ms)^```" + language + "\n(.*?)^```").matcher(PAGE.text());
        assertTrue(block.find(), language);
        assertTrue(block.group(1).contains(ISSUER), language);
        return block.group(1).replace(ISSUER, issuer);
    }

    private static Class<?> compiled(String source) throws IOException, ClassNotFoundException {
        Path file = Files.writeString(folder.resolve("StrongSignIn.java"), source);
        StringWriter out = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            assertTrue(
                    compiler.getTask(
                                    out,
                                    files,
                                    null,
                                    List.of("-d", folder.toString()),
                                    null,
                                    files.getJavaFileObjects(file))
                            .call(),
                    out::toString);
        }
        ClassLoader parent = AmrVerdictPageTest.class.getClassLoader();
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, parent).loadClass("StrongSignIn");
    }

    /** What the hook adds to the access token of a user with these AMR values; missing if it adds nothing. */
    private static JsonNode claim(String idp, String amr) {
        ObjectNode entry = TestRegistry.entry(TestIdp.oidc());
        entry.set("rule", TestRegistry.rule("2FA"));
        Events events = TestApi.events(RequestSettings.DEFAULT, TestRegistry.of(entry), new TestLog());
        ObjectNode event = TestApi.httpEvent("POST", "/v1/okta/token-hook", """
                {"eventType": "com.okta.oauth2.tokens.transform",
                 "data": {"context": {"session": {"idp": {"id": "%s"}}},
                  "identity": {"claims": {"amr": %s}}, "access": {"claims": {}}}}""".formatted(idp, amr));
        ((ObjectNode) event.path("headers")).put("authorization", TestApi.HOOK_SECRET);
        HttpResult result = HttpResult.of(TestApi.invoke(events, event.toString()));
        assertEquals(200, result.status(), result.body());
        return result.json().at("/commands/1/value/0/value");
    }

    private static String token(TestKey key, Consumer<ObjectNode> change) {
        long now = Instant.now().getEpochSecond();
        ObjectNode claims = TestApi.JSON.createObjectNode();
        claims.put("iss", issuer).put("aud", "api://default").put("sub", "someone@example.com");
        claims.put("iat", now - 60).put("exp", now + 3600);
        change.accept(claims);
        return key.sign(claims.toString());
    }

    private static Case withClaim(String name, JsonNode claim, Case.Expected expected) {
        return new Case(name, token(TestKey.RS256, claims -> claims.set("amr_verdict", claim)), expected);
    }

    static Stream<Case> cases() {
        JsonNode accepted = claim("0oa1", "[\"pwd\",\"sms\"]");
        JsonNode stepUp = claim("0oa1", "[\"pwd\"]");
        assertEquals("ACCEPTED", accepted.path("verdict").asText());
        assertEquals("STEP_UP", stepUp.path("verdict").asText());
        assertTrue(claim("0oaNobody", "[\"pwd\",\"sms\"]").isMissingNode());
        Stream<Case> good = Stream.of(withClaim("the hook's ACCEPTED", accepted, Case.Expected.IN));
        Stream<Case> insufficient = Stream.of(
                withClaim("the hook's STEP_UP", stepUp, Case.Expected.INSUFFICIENT),
                new Case("no claim", token(TestKey.RS256, _ -> {}), Case.Expected.INSUFFICIENT));
        Stream<Case> odd = Stream.of(
                        "null",
                        "\"ACCEPTED\"",
                        "[\"ACCEPTED\"]",
                        "true",
                        "{}",
                        "{\"verdict\":null}",
                        "{\"verdict\":[\"ACCEPTED\"]}",
                        "{\"verdict\":\"accepted\"}",
                        "[{\"verdict\":\"ACCEPTED\"}]")
                .map(claim -> withClaim(claim, TestApi.json(claim), Case.Expected.INSUFFICIENT));
        Stream<Case> invalid = Stream.of(
                invalid("another key", TestKey.another(TestKey.RS256), _ -> {}),
                invalid("another algorithm", TestKey.RS256.with("RS512"), _ -> {}),
                invalid("another issuer", TestKey.RS256, claims -> claims.put("iss", ISSUER)),
                invalid("another audience", TestKey.RS256, claims -> claims.put("aud", "api://other")),
                invalid(
                        "expired",
                        TestKey.RS256,
                        claims -> claims.put("exp", claims.path("iat").asLong() - 3600)),
                invalid("no exp", TestKey.RS256, claims -> claims.remove("exp")));
        return Stream.of(good, insufficient, odd, invalid).flatMap(each -> each);
    }

    private static Case invalid(String name, TestKey key, Consumer<ObjectNode> change) {
        JsonNode accepted = claim("0oa1", "[\"pwd\",\"sms\"]");
        return new Case(
                name, token(key, claims -> change.accept(claims.set("amr_verdict", accepted))), Case.Expected.INVALID);
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("the Java code lets in exactly the accepted, verified tokens")
    void java(Case each) throws ReflectiveOperationException {
        try {
            authorize.invoke(checks, each.token());
            assertEquals(each.expected(), Case.Expected.IN);
        } catch (InvocationTargetException refused) {
            boolean insufficient = REFUSED.equals(refused.getCause().getMessage());
            assertEquals(
                    each.expected(),
                    insufficient ? Case.Expected.INSUFFICIENT : Case.Expected.INVALID,
                    () -> String.valueOf(refused.getCause()));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("the JavaScript code lets in exactly the accepted, verified tokens")
    void javaScript(Case each) throws IOException, InterruptedException {
        assumeTrue(!MODULES.isEmpty(), "no -Damr.verdict.modules: .ci/check-readme.sh runs this");
        Path modules = folder.resolve("node_modules");
        if (!Files.exists(modules)) {
            Files.createSymbolicLink(modules, Path.of(MODULES).toAbsolutePath());
        }
        Path program = Files.writeString(folder.resolve("check.mjs"), code("js") + """
                try {
                  await authorize(process.argv[2]);
                  console.log('IN');
                } catch (refusal) {
                  console.log(refusal.message === 'insufficient_user_authentication' ? 'INSUFFICIENT' : 'INVALID');
                  console.error(refusal.message);
                }
                """);
        Process node = new ProcessBuilder("node", program.toString(), each.token())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, node.waitFor());
        assertEquals(each.expected().name(), out.strip());
    }

    @Test
    @DisplayName("the page shows the claim as the hook makes it")
    void shown() {
        Matcher block = Pattern.compile("(?ms)^```json\n(.*?)^```").matcher(PAGE.text());
        assertTrue(block.find());
        assertEquals(
                claim("0oa1", "[\"pwd\",\"sms\"]"), TestApi.json(block.group(1)).path("amr_verdict"));
    }
}
