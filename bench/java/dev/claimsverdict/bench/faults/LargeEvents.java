package dev.claimsverdict.bench.faults;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.bench.SignIn;
import dev.claimsverdict.bench.process.Authorizer;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.testing.TestApi;
import dev.claimsverdict.testing.TestIdp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Events as large as Lambda allows, one byte less and one byte more, of several kinds, one after another in one
 * process.
 */
final class LargeEvents implements Check {

    /** Lambda's limit for an event of a synchronous call: 6 MB. */
    private static final int LIMIT = 6 * 1024 * 1024;

    private static final int LARGEST_ANSWER = 5_000_000;
    private static final int RECORD = 256 * 1024;

    /** Each function makes an event of about this size. Spaces at the end make the size exact. */
    private static final List<IntFunction<String>> KINDS = List.of(
            size -> http(numbers(size), false),
            size -> http(
                    new String(Base64.getEncoder().encode(new byte[size * 3 / 4 - 3]), StandardCharsets.ISO_8859_1),
                    true),
            LargeEvents::authorizer,
            LargeEvents::numbers,
            LargeEvents::strings,
            LargeEvents::queue,
            LargeEvents::topic,
            size -> "[".repeat(size - 1),
            size -> "\"" + "z".repeat(size - 2) + "\"",
            size -> "{" + "\"a\":1,".repeat((size - 10) / 6) + "\"b\":1}");

    @Override
    public String run(Trial trial) throws IOException, InterruptedException {
        Oracle oracle = new Oracle(Registry.EMPTY);
        List<Sample> samples = KINDS.stream()
                .flatMap(kind -> IntStream.of(LIMIT - 1, LIMIT, LIMIT + 1).mapToObj(size -> event(kind, size)))
                .map(oracle::sample)
                .toList();
        int events = 0;
        int failed = 0;
        try (Lambda lambda = trial.lambda("large", Oracle.environment())) {
            for (int round = 0; round < trial.size().largeRounds(); round++) {
                for (Sample sample : samples) {
                    Invocation invocation = new Invocation(sample.event(), Fault.NONE);
                    Told told = lambda.invoke(invocation);
                    sample.check(told, invocation);
                    if (told.answer()
                            .filter(json -> json.length() > LARGEST_ANSWER)
                            .isPresent()) {
                        throw new Broken("answers with more than 5 MB");
                    }
                    events++;
                    failed += sample.fails() ? 1 : 0;
                }
                // Then a small event, to see that nothing is left over.
                trial.check(lambda, trial.mix().unreadable());
            }
            if (lambda.starts() > 1) {
                throw new Broken("ended");
            }
            return String.format(
                    Locale.ROOT,
                    "%d of %d answered correctly, of which %d are reported as failed, as they must; %.0f MiB at most",
                    events,
                    events,
                    failed,
                    lambda.figures().peakKib() / 1024.0);
        }
    }

    private static byte[] event(IntFunction<String> kind, int size) {
        byte[] bytes = kind.apply(size - 4096).getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length > size) {
            throw new IllegalStateException("too large: " + bytes.length);
        }
        byte[] exact = Arrays.copyOf(bytes, size);
        Arrays.fill(exact, bytes.length, size, (byte) ' ');
        return exact;
    }

    private static String numbers(int size) {
        return "{\"kind\":\"amr\",\"amr\":[" + "1,".repeat((size - 100) / 2) + "1]}";
    }

    private static String strings(int size) {
        ObjectNode request = TestApi.JSON.createObjectNode().put("kind", "idp");
        request.set("after", TestIdp.oidc());
        ArrayNode rules = request.putObject("context").putArray("rules");
        for (int i = 0; i < (size - 1000) / 40; i++) {
            rules.addObject().put("type", "z").put("id", "rule" + i);
        }
        return request.toString();
    }

    private static String http(String body, boolean base64) {
        return TestApi.httpEvent("POST", "/v1/amr-verdicts", body.substring(0, Math.min(body.length(), LIMIT - 8192)))
                .put("isBase64Encoded", base64)
                .toString();
    }

    private static String authorizer(int size) {
        return new String(Authorizer.event(Authorizer.signIn("ES256")), StandardCharsets.ISO_8859_1)
                .replace("\"host\":", "\"x-long\":\"" + "z".repeat(size - 8192) + "\",\"host\":");
    }

    private static List<String> records(int size) {
        SignIn signIn = Authorizer.signIn("ES256");
        return IntStream.range(0, size / RECORD - 1)
                .mapToObj(number -> {
                    ObjectNode request = Mix.message(signIn, number % 3);
                    String idp = number % 3 == 2 ? "/after" : "/idp";
                    request.withObject(idp).put("_embedded", "z".repeat(RECORD - 8192));
                    return request.toString();
                })
                .toList();
    }

    private static String queue(int size) {
        return Mix.sqs(records(size)).toString();
    }

    private static String topic(int size) {
        return Mix.sns(records(size)).toString();
    }
}
