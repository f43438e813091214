package dev.claimsverdict.bench.faults;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.bench.SignIn;
import dev.claimsverdict.bench.process.Authorizer;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.testing.GoldenEvent;
import dev.claimsverdict.testing.GoldenPair;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import dev.claimsverdict.testing.TestKey;
import dev.claimsverdict.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Events of all shapes and routes, good and bad, with their correct answers, and the registry that they need: that of
 * the tests, and an IdP whose sign-ins the authorizer accepts.
 *
 * @param accepted an authorizer's event that is accepted
 * @param refused the same event with a token that somebody else signed
 * @param unreadable a direct event that fails
 */
record Mix(Path registry, List<Sample> all, Sample accepted, Sample refused, Sample unreadable) {

    private static final int RECORDS = 10;

    static Mix in(Path folder) throws IOException {
        Path registry = Files.createDirectories(folder.resolve("registry"));
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(TestRegistry.FOLDER)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                Path copy = registry.resolve(file.getFileName().toString());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                names.add(Files.readString(copy));
            }
        }
        SignIn signIn = Authorizer.signIn("ES256");
        Files.writeString(registry.resolve("sign-in.json"), signIn.entry().toString());
        names.add(signIn.entry().toString());
        Oracle oracle = new Oracle(registry(names));

        TestKey attacker = TestKey.another(signIn.key());
        String payload = signIn.token().split("\\.")[1];
        String forgedToken = attacker.sign(Base64.getUrlDecoder().decode(payload));
        Sample accepted = oracle.sample(Authorizer.event(signIn));
        Sample refused = oracle.sample(Authorizer.event(new SignIn(signIn.key(), forgedToken)));
        Sample unreadable = oracle.sample(Oracle.bytes("{\"kind\":\"zebra\"}"));
        if (!accepted.expected().contains("\"isAuthorized\":true")
                || !refused.expected().contains("\"isAuthorized\":false")
                || !unreadable.fails()) {
            throw new IllegalStateException("A sample doesn't have the answer that it was made for.");
        }
        List<Sample> all = new ArrayList<>();
        for (byte[] event : events(signIn)) {
            all.add(oracle.sample(event));
        }
        all.addAll(List.of(accepted, refused, unreadable));
        return new Mix(registry, all, accepted, refused, unreadable);
    }

    private static Registry registry(List<String> entries) {
        return TestRegistry.of(
                entries.stream().map(each -> (ObjectNode) TestApi.json(each)).toArray(ObjectNode[]::new));
    }

    private static List<byte[]> events(SignIn signIn) {
        List<byte[]> events = new ArrayList<>();
        GoldenPair.all().forEach(pair -> events.add(Oracle.bytes(pair.event().toString())));
        GoldenEvent.all().forEach(event -> events.add(Oracle.bytes(event.event())));
        List<String> messages = messages(signIn);
        events.add(Oracle.bytes(sqs(messages).toString()));
        events.add(Oracle.bytes(sns(messages.subList(0, RECORDS - 2)).toString()));
        messages.forEach(each -> events.add(Oracle.bytes(each)));
        for (String bad :
                List.of("", "null", "[]", "\"zebra\"", "{", "[".repeat(2000), "{\"a\":1,\"a\":2}", "\u0000")) {
            events.add(Oracle.bytes(bad));
        }
        events.add(new byte[] {(byte) 0xff, (byte) 0xfe, 0x7b});
        return events;
    }

    /** Requests as a queue carries them: token, amr and idp in turn, and two that can't be read at the end. */
    private static List<String> messages(SignIn signIn) {
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < RECORDS - 2; i++) {
            messages.add(message(signIn, i).toString());
        }
        messages.add("{\"kind\":\"zebra\"}");
        messages.add("zebra");
        return messages;
    }

    /** A request, different for each number. */
    static ObjectNode message(SignIn signIn, int number) {
        ObjectNode request = TestApi.JSON.createObjectNode();
        ObjectNode idp = TestIdp.oidc().put("name", "Example " + number);
        switch (number % 3) {
            case 0 -> {
                request.put("kind", "token").put("idToken", signIn.token());
                request.set("jwks", TestApi.json(signIn.jwks()));
                request.set("rule", TestRegistry.rule("2FA"));
            }
            case 1 -> request.put("kind", "amr").putArray("amr").add("pwd").add("sms");
            default -> {
                request.put("kind", "idp").set("after", idp);
                return request;
            }
        }
        request.set("idp", idp);
        return request;
    }

    /** An SQS batch. The messages' ids contain their numbers. */
    static ObjectNode sqs(List<String> bodies) {
        ObjectNode event = TestApi.JSON.createObjectNode();
        ArrayNode records = event.putArray("Records");
        for (int i = 0; i < bodies.size(); i++) {
            sqsRecord(records.addObject(), "message-" + i, bodies.get(i));
        }
        return event;
    }

    static void sqsRecord(ObjectNode record, String id, String body) {
        record.put("messageId", id).put("receiptHandle", "handle").put("body", body);
        record.putObject("attributes").put("ApproximateReceiveCount", "1");
        record.putObject("messageAttributes");
        record.put("eventSource", "aws:sqs").put("eventSourceARN", "arn:aws:sqs:us-east-1:123456789012:changes");
    }

    static ObjectNode sns(List<String> messages) {
        ObjectNode event = TestApi.JSON.createObjectNode();
        ArrayNode records = event.putArray("Records");
        messages.forEach(each -> records.addObject()
                .put("EventSource", "aws:sns")
                .put("EventVersion", "1.0")
                .putObject("Sns")
                .put("Type", "Notification")
                .put("Message", each));
        return event;
    }
}
