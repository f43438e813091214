package dev.claimsverdict.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Makes the tokens of the golden pairs anew, with keys that are forgotten at once: signed for {@link TestIdp#oidc()},
 * issued on 2026-11-01, good until 2100. Writes {@code tokens.json}, names to tokens, and {@code jwks.json} into the
 * folder that is its argument. Whoever runs it has to put the tokens into the requests.
 */
public final class ExampleTokens {

    private static final long ISSUED = Instant.parse("2026-11-01T00:00:00Z").getEpochSecond();
    private static final long EXPIRES = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();

    private ExampleTokens() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        TestKey rsa = new TestKey("example-rsa", "RS256", TestKey.RS256.pair());
        TestKey ec = new TestKey("example-ec", "ES256", TestKey.ES256.pair());
        Map<String, String> tokens = new TreeMap<>();
        tokens.put("pwd-sms", rsa.sign(claims(claims -> {}, "pwd", "sms")));
        tokens.put("pwd-sms-ec", ec.sign(claims(claims -> {}, "pwd", "sms")));
        tokens.put("pwd", rsa.sign(claims(claims -> {}, "pwd")));
        tokens.put("empty-amr", rsa.sign(claims(claims -> {})));
        tokens.put("no-amr", rsa.sign(claims(claims -> claims.remove("amr"))));
        tokens.put("amr-string", rsa.sign(claims(claims -> claims.put("amr", "pwd"))));
        tokens.put("expired", rsa.sign(claims(claims -> claims.put("exp", ISSUED + 300), "pwd", "sms")));
        tokens.put("other-issuer", rsa.sign(claims(claims -> claims.put("iss", "https://other.example.com"), "pwd")));
        tokens.put("other-audience", rsa.sign(claims(claims -> claims.put("aud", "client-2"), "pwd")));
        tokens.put("nonce", rsa.sign(claims(claims -> claims.put("nonce", "n-1"), "pwd", "sms")));
        String access = rsa.signWithHeader(
                "{\"alg\":\"RS256\",\"kid\":\"example-rsa\",\"typ\":\"at+jwt\"}",
                claims(claims -> claims.put("aud", "https://api.example.com"), "pwd", "otp"));
        tokens.put("access-pwd-otp", access);
        tokens.put("no-amr-at-hash", rsa.sign(claims(claims -> {
            claims.remove("amr");
            claims.put("at_hash", leftHalf(access));
        })));
        tokens.put("no-amr-other-at-hash", rsa.sign(claims(claims -> {
            claims.remove("amr");
            claims.put("at_hash", leftHalf("another"));
        })));
        write(folder.resolve("tokens.json"), TestApi.JSON.valueToTree(tokens));
        write(folder.resolve("jwks.json"), TestApi.json(TestKey.jwks(rsa, ec)));
    }

    private static String claims(Consumer<ObjectNode> change, String... amr) {
        ObjectNode claims = TestToken.claims(amr);
        claims.put("iat", ISSUED).put("exp", EXPIRES);
        change.accept(claims);
        return claims.toString();
    }

    private static String leftHalf(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path file, com.fasterxml.jackson.databind.JsonNode json) throws IOException {
        Files.writeString(file, json.toPrettyString() + "\n");
    }
}
