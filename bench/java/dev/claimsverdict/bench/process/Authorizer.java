package dev.claimsverdict.bench.process;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.bench.SignIn;
import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The event of an HTTP API's authorizer, payload 2.0, with a sign-in's token. */
public final class Authorizer {

    private Authorizer() {}

    /** A sign-in that is valid for years, both by the benchmarks' fixed clock and by the machine's. */
    public static SignIn signIn(String algorithm) {
        Instant now = Instant.now();
        long issued = (now.isBefore(TestApi.NOW) ? now : TestApi.NOW).getEpochSecond() - 60;
        ObjectNode claims = SignIn.claims();
        claims.put("iat", issued).put("auth_time", issued - 20).put("updated_at", issued - 86400);
        claims.put("exp", issued + Duration.ofDays(20 * 365).toSeconds());
        return SignIn.of(SignIn.key(algorithm), claims);
    }

    /** Writes a registry with only this sign-in's IdP to a folder. */
    public static Path registry(SignIn signIn, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("idp.json"), signIn.entry().toString());
        return folder;
    }

    /** The event with this sign-in's token. */
    public static byte[] event(SignIn signIn) {
        String bearer = "Bearer " + signIn.token();
        ObjectNode event = TestApi.JSON.createObjectNode();
        event.put("version", "2.0").put("type", "REQUEST");
        event.put("routeArn", "arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/GET/orders");
        event.putArray("identitySource").add(bearer);
        event.put("routeKey", "GET /orders").put("rawPath", "/orders").put("rawQueryString", "");
        event.putObject("headers")
                .put("authorization", bearer)
                .put("host", "abcdef123.execute-api.us-east-1.amazonaws.com");
        ObjectNode context = event.putObject("requestContext");
        context.put("accountId", "123456789012").put("apiId", "abcdef123").put("requestId", "id=");
        context.put("routeKey", "GET /orders").put("stage", "test");
        context.putObject("http").put("method", "GET").put("path", "/orders");
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }
}
