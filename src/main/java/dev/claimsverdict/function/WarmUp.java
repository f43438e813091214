package dev.claimsverdict.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.decision.DecisionLog;
import dev.claimsverdict.decision.Judges;
import dev.claimsverdict.event.Events;
import dev.claimsverdict.event.LambdaEvent;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.jwks.IdpKeys;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.token.KeySource;
import dev.claimsverdict.token.SignatureAlgorithm;
import dev.claimsverdict.token.SignatureCheck;
import dev.claimsverdict.token.VerificationKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Does work at start that would slow down the first event. Lambda gives a function more processor time at start than
 * later. A native executable isn't slow at first, so there it warms only what the first event needs
 * (docs/performance.md).
 */
final class WarmUp {

    private WarmUp() {}

    /**
     * Parses the registry's keys that are given by value, and loads the code that verifies with them. If other keys
     * must be fetched, loads TLS for that, but fetches nothing.
     */
    static void keys(Registry registry, IdpKeys keys, SignatureCheck check) {
        registry.entries().stream()
                .filter(entry -> entry.jwks().isPresent())
                .map(entry -> keys.keys(entry.jwks(), Optional.empty(), Optional.empty()))
                .forEach(found -> verify(found, check));
        keys.warmUp();
    }

    /**
     * For a JVM: makes a verdict of each kind, for tokens of each family of algorithms. The private keys of these
     * tokens were thrown away. Nothing is logged.
     */
    static List<JsonNode> verdicts(Judges judges) {
        Events events = new Events(judges, Optional.empty(), DecisionLog.NONE);
        return requests()
                .valueStream()
                .map(request -> events.answer(event(request), "warm-up"))
                .toList();
    }

    /** Verifies an invalid signature with each key whose algorithm is known. */
    private static void verify(KeySource.Keys found, SignatureCheck check) {
        List<VerificationKey> keys =
                found instanceof KeySource.Keys.Available(List<VerificationKey> available) ? available : List.of();
        for (VerificationKey key : keys) {
            if (key.use() instanceof VerificationKey.Use.Verifies(var publicKey, var type, var name)) {
                algorithm(type, name)
                        .ifPresent(each -> check.verify(each, publicKey, new byte[1], noSignature(publicKey, type)));
            }
        }
    }

    /** The key's own algorithm, or the only one of its type. An RSA key without one fits six, so none is chosen. */
    private static Optional<SignatureAlgorithm> algorithm(SignatureAlgorithm.KeyType type, Optional<String> name) {
        return name.flatMap(SignatureAlgorithm::of).or(() -> switch (type) {
            case RSA -> Optional.empty();
            case EC_P256 -> Optional.of(SignatureAlgorithm.ES256);
            case EC_P384 -> Optional.of(SignatureAlgorithm.ES384);
            case EC_P521 -> Optional.of(SignatureAlgorithm.ES512);
            case ED25519 -> Optional.of(SignatureAlgorithm.ED25519);
        });
    }

    /**
     * An invalid signature of the right length and without zeros. Other forms would be refused before any computation.
     */
    private static byte[] noSignature(PublicKey key, SignatureAlgorithm.KeyType type) {
        byte[] signature = new byte
                [switch (type) {
                    case RSA -> (((RSAKey) key).getModulus().bitLength() + 7) / 8;
                    case EC_P256, ED25519 -> 64;
                    case EC_P384 -> 96;
                    case EC_P521 -> 132;
                }];
        Arrays.fill(signature, (byte) 1);
        return signature;
    }

    private static LambdaEvent event(JsonNode request) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("version", "2.0").set("rawPath", request.path("path"));
        event.putObject("headers").put("content-type", "application/json");
        event.putObject("requestContext").putObject("http").put("method", "POST");
        event.put("body", request.path("body").toString());
        return new LambdaEvent(new StrictTree(event, List.of(), 3));
    }

    private static JsonNode requests() {
        try (InputStream file = WarmUp.class.getResourceAsStream("warm-up.json")) {
            return switch (StrictTree.read(file.readAllBytes())) {
                case Reading.Read<StrictTree>(StrictTree tree) -> tree.root();
                case Reading.Refused<StrictTree>(Problem problem) ->
                    throw new IllegalStateException(problem.sentence());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
