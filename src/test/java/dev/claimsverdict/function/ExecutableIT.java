package dev.claimsverdict.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.claimsverdict.testing.Confidences;
import dev.claimsverdict.testing.RuntimeApi;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestSaml;
import dev.claimsverdict.testing.TestToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.crypto.dsig.Transform;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executable as a process of its own: all that it puts out, as CloudWatch would keep it, and what it takes in. */
class ExecutableIT {

    @TempDir
    Path folder;

    private ProcessBuilder function(Map<String, String> environment) {
        ProcessBuilder function = new ProcessBuilder(System.getProperty("native.image.path"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        function.environment().putAll(environment);
        return function;
    }

    /** What a function that is started for it answers to one event. */
    private static JsonNode answer(RuntimeApi api, ProcessBuilder builder, ObjectNode event)
            throws IOException, InterruptedException {
        Process function = builder.start();
        try {
            return TestApi.json(api.invoke(event.toString()).json());
        } finally {
            function.destroy();
            assertTrue(function.waitFor(30, TimeUnit.SECONDS));
        }
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    @Test
    @DisplayName("no token, secret, subject, e-mail, cookie or header of any event is in it")
    void kept() throws IOException, InterruptedException {
        List<String> events = Confidences.events();
        try (RuntimeApi api = new RuntimeApi()) {
            ProcessBuilder builder = function(api.environment());
            builder.environment().put("CLAIMS_HOOK_SECRET", TestApi.HOOK_SECRET);
            builder.environment().put("CLAIMS_AT_ALLOWED", "true");
            builder.environment()
                    .put(
                            "CLAIMS_IDPS",
                            Path.of("src/test/resources/registry")
                                    .toAbsolutePath()
                                    .toString());
            Process function = builder.start();
            try {
                for (String event : events) {
                    RuntimeApi.Answer answer = api.invoke(event);
                    assertFalse(answer.failed() && answer.json().contains("zebra"), answer.json());
                }
            } finally {
                function.destroy();
                assertTrue(function.waitFor(30, TimeUnit.SECONDS));
            }
        }
        String output = output();
        Confidences.assertKept(events, output);
        assertTrue(output.contains("\"type\":\"decision\""));
        assertTrue(output.contains("Signatures are checked by AmazonCorrettoCryptoProvider"));
        assertTrue(output.contains("UnreadableEvent"), "the framework's own lines are there");
        assertTrue(output.contains("\"traceId\":\"1-5759e988-bd862e3fe1be46a994272793\""));
    }

    @Test
    @DisplayName("without the library beside the executable the JDK checks signatures, and it is said")
    void withoutLibrary() throws IOException, InterruptedException {
        Path alone = Files.copy(
                Path.of(System.getProperty("native.image.path")),
                folder.resolve("bootstrap"),
                StandardCopyOption.COPY_ATTRIBUTES);
        ObjectNode event = TestToken.request(
                TestKey.RS256.sign(TestToken.claims("pwd", "sms").toString()), TestKey.RS256);
        event.put("kind", "token").put("at", TestApi.NOW.toString());
        try (RuntimeApi api = new RuntimeApi()) {
            ProcessBuilder builder = function(api.environment()).command(alone.toString());
            builder.environment().put("CLAIMS_AT_ALLOWED", "true");
            assertEquals("ACCEPTED", answer(api, builder, event).path("verdict").asText());
        }
        assertTrue(output().contains("Signatures are checked by the JDK"), output());
    }

    @Test
    @DisplayName("it verifies SAML signatures, and refuses the transforms that it doesn't contain")
    void transforms() throws IOException, InterruptedException {
        String good = TestSaml.good();
        String enveloped = "<ds:Transform Algorithm=\"" + Transform.ENVELOPED + "\"/>";
        assertTrue(good.contains(enveloped), good);
        assertEquals("ACCEPTED", samlVerdict(good).path("verdict").asText());
        for (String other : List.of(Transform.XSLT, Transform.XPATH, Transform.XPATH2)) {
            JsonNode verdict = samlVerdict(good.replace(enveloped, enveloped.replace(Transform.ENVELOPED, other)));
            assertEquals("SAML_ALGORITHM_REFUSED", TestApi.first(verdict), other);
            assertEquals("REJECTED", verdict.path("verdict").asText(), other);
        }
    }

    private JsonNode samlVerdict(String xml) throws IOException, InterruptedException {
        ObjectNode event = TestSaml.request(xml);
        event.put("kind", "saml").put("at", TestApi.NOW.toString());
        try (RuntimeApi api = new RuntimeApi()) {
            ProcessBuilder builder = function(api.environment());
            builder.environment().put("CLAIMS_AT_ALLOWED", "true");
            return answer(api, builder, event);
        }
    }

    @Test
    @DisplayName("XML that its parser refuses is SAML_MALFORMED, whatever the parser's message about it is")
    void refusedXml() throws IOException, InterruptedException {
        String good = TestSaml.good();
        String root = "<samlp:Response ";
        assertTrue(good.startsWith(root), good);
        List<String> refused = List.of(
                "<!DOCTYPE samlp:Response>" + good,
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>" + good.replace("hwk", "&x;"),
                good.replace("hwk", "&unknown;"),
                good.replace("hwk", "&#0;"),
                good.replace("hwk", "\u0001"),
                good.replace("hwk", "]]>"),
                good.substring(0, good.length() / 2),
                good + good,
                good.replace("</samlp:Response>", "</other>"),
                good.replace(root, root + "a=\"1\" a=\"2\" "),
                good.replace(root, root + "b:c=\"1\" "),
                good.replace(root, root + "xmlns:d=\"\" "),
                good.replace(root, root + "xmlns:xmlns=\"e\" "),
                good.replace(root, root + "f "),
                good.replace(root, root + "g=\"<\" "),
                good.replace(
                        root,
                        root
                                + IntStream.range(0, 300)
                                        .mapToObj(each -> "n" + each + "=\"\" ")
                                        .collect(Collectors.joining())),
                "<a>".repeat(100) + "</a>".repeat(100),
                "<?xml version=\"1.1\"?>" + good,
                "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + good,
                "<?xml encoding=\"UTF-8\"?>" + good,
                "<?xml?>" + good,
                "<!-- -- -->" + good,
                "<?xml-stylesheet?>" + good,
                "<",
                "<a/>");
        try (RuntimeApi api = new RuntimeApi()) {
            Process function = function(api.environment()).start();
            try {
                for (String xml : refused) {
                    ObjectNode event = TestSaml.request(xml);
                    event.put("kind", "saml");
                    RuntimeApi.Answer answer = api.invoke(event.toString());
                    assertFalse(answer.failed(), xml);
                    assertEquals("SAML_MALFORMED", TestApi.first(TestApi.json(answer.json())), xml);
                }
            } finally {
                function.destroy();
                assertTrue(function.waitFor(30, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    @DisplayName("a wrong setting stops the start, with the variable's name, before any event")
    void wrongSetting() throws IOException, InterruptedException {
        try (RuntimeApi api = new RuntimeApi()) {
            ProcessBuilder builder = function(api.environment());
            builder.environment().put("CLAIMS_AMR_TABLE", "1999");
            Process function = builder.start();
            try {
                assertTrue(function.waitFor(30, TimeUnit.SECONDS), "it ends by itself");
                assertEquals(1, function.exitValue());
            } finally {
                function.destroy();
            }
        }
        assertTrue(output().contains("CLAIMS_AMR_TABLE: It must be one of [2025-04, 2026-07]."), output());
    }

    @Test
    @DisplayName("it ends when the runtime API refuses the report of an error, so that Lambda starts another")
    void refusedReport() throws IOException, InterruptedException {
        HttpServer api = runtimeApi(Map.of(), exchange -> exchange.sendResponseHeaders(500, -1));
        try {
            Process function = function(environment(api)).start();
            try {
                assertTrue(function.waitFor(30, TimeUnit.SECONDS), "it ends by itself");
                assertEquals(1, function.exitValue());
            } finally {
                function.destroyForcibly();
            }
        } finally {
            api.stop(0);
        }
    }

    @Test
    @DisplayName("an invocation's client context and Cognito identity change nothing and aren't logged")
    void contextHeaders() throws IOException, InterruptedException {
        CompletableFuture<String> report = new CompletableFuture<>();
        Map<String, String> headers = Map.of(
                "Lambda-Runtime-Client-Context", "{\"client\":\"zebra\",\"custom\":7}",
                "Lambda-Runtime-Cognito-Identity", "{\"identityId\":\"zebra\",\"identityPoolId\":\"zebra\"}");
        HttpServer api = runtimeApi(headers, exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(202, -1);
            report.complete(new String(body, StandardCharsets.UTF_8));
        });
        try {
            Process function = function(environment(api)).start();
            try {
                assertTrue(report.join().contains("UnreadableEvent"), report.join());
            } finally {
                function.destroy();
                assertTrue(function.waitFor(30, TimeUnit.SECONDS));
            }
        } finally {
            api.stop(0);
        }
        assertFalse(output().contains("zebra"), output());
    }

    /** A runtime API that has one event, which can't be read. */
    private static HttpServer runtimeApi(Map<String, String> headers, HttpHandler reports) throws IOException {
        HttpServer api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicBoolean handed = new AtomicBoolean();
        api.createContext("/2018-06-01/runtime/invocation/", exchange -> {
            if (!exchange.getRequestURI().getPath().endsWith("/next")) {
                reports.handle(exchange);
                exchange.close();
            } else if (!handed.getAndSet(true)) {
                exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "invocation-1");
                headers.forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(200, 2);
                exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
                exchange.close();
            }
        });
        api.start();
        return api;
    }

    private static Map<String, String> environment(HttpServer api) {
        return Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + api.getAddress().getPort());
    }

    @Test
    @DisplayName("it takes settings from its environment and ignores files beside it")
    void noFilesOfSettings() throws IOException, InterruptedException {
        Files.writeString(folder.resolve(".env"), "CLAIMS_AMR_TABLE=1999\n");
        Files.createDirectory(folder.resolve("config"));
        Files.writeString(folder.resolve("config/application.properties"), "claims.amr-table=1999\n");
        try (RuntimeApi api = new RuntimeApi()) {
            ProcessBuilder builder = function(api.environment())
                    .command(Path.of(System.getProperty("native.image.path"))
                            .toAbsolutePath()
                            .toString())
                    .directory(folder.toFile());
            assertEquals(
                    "2025-04", answer(api, builder, dryRun()).path("amrTable").asText());
        }
    }

    @Test
    @DisplayName("CLAIMS_LOG_LEVEL silences the framework, never the decisions")
    void logLevel() throws IOException, InterruptedException {
        dryRunWith("CLAIMS_LOG_LEVEL", "WARN");
        assertFalse(output().contains("INFO"), output());
        assertTrue(output().contains("\"type\":\"decision\""), output());
    }

    @Test
    @DisplayName("there are no lines below INFO, and DEBUG is said to be none")
    void noDebug() throws IOException, InterruptedException {
        dryRunWith("CLAIMS_LOG_LEVEL", "DEBUG");
        assertFalse(output().contains("DEBUG ["), output());
        assertTrue(output().contains("promoting it to INFO"), output());
    }

    @Test
    @DisplayName("a variable of Quarkus' own holds")
    void quarkusOwn() throws IOException, InterruptedException {
        dryRunWith("QUARKUS_LOG_CONSOLE_FORMAT", "zebra %s%n");
        assertTrue(output().contains("zebra Signatures are checked by"), output());
    }

    @Test
    @DisplayName("the secret of the hooks is taken as it is, whatever a configuration would expand in it")
    void secretAsItIs() throws IOException, InterruptedException {
        try (RuntimeApi api = new RuntimeApi()) {
            ProcessBuilder builder = function(api.environment());
            builder.environment().put("CLAIMS_HOOK_SECRET", "pa$$word${x}");
            ObjectNode event = TestApi.httpEvent("GET", "/v1/okta/event-hook", null);
            ((ObjectNode) event.path("headers"))
                    .put("authorization", "pa$$word${x}")
                    .put("x-okta-verification-challenge", "challenge");
            assertEquals(200, answer(api, builder, event).path("statusCode").asInt());
        }
    }

    private void dryRunWith(String variable, String value) throws IOException, InterruptedException {
        try (RuntimeApi api = new RuntimeApi()) {
            ProcessBuilder builder = function(api.environment());
            builder.environment().put(variable, value);
            assertEquals(
                    "2025-04", answer(api, builder, dryRun()).path("amrTable").asText());
        }
    }

    private static ObjectNode dryRun() {
        ObjectNode event = TestApi.JSON.createObjectNode().put("kind", "amr");
        event.putArray("amr").add("pwd");
        event.set("idp", TestIdp.oidc());
        return event;
    }
}
