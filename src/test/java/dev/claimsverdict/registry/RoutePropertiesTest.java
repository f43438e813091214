package dev.claimsverdict.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The closest rule holds, for any keys and any path. */
class RoutePropertiesTest {

    private static final List<String> WORDS = List.of("a", "b", "c");

    @Property(tries = 20_000)
    @Label("the key that holds is the one that a naive reference picks")
    void reference(
            @ForAll("keys") Set<String> keys, @ForAll("methods") String method, @ForAll("paths") List<String> path) {
        String asked = "/" + String.join("/", path);
        assertEquals(naive(keys, method, path), picked(keys, method, asked));
    }

    @Property(tries = 20_000)
    @Label("a key that is added takes only the requests that it fits closest, and no other gets another rule")
    void adding(
            @ForAll("keys") Set<String> keys,
            @ForAll("key") String added,
            @ForAll("methods") String method,
            @ForAll("paths") List<String> path) {
        Set<String> more = new LinkedHashSet<>(keys);
        more.add(added);
        String asked = "/" + String.join("/", path);
        Optional<String> before = picked(keys, method, asked);
        Optional<String> after = picked(more, method, asked);
        // So a stricter rule under a closer key lets nobody in whom the rules before kept out.
        assertTrue(after.equals(before) || after.equals(Optional.of(added)));
        if (after.equals(Optional.of(added)) && before.isPresent()) {
            assertTrue(rank(added, path).compareTo(rank(before.get(), path)) <= 0);
        }
    }

    private static Optional<String> picked(Set<String> keys, String method, String path) {
        return RouteTest.asked(method, path)
                .keyAmong(RouteTest.keys(keys.toArray(String[]::new)))
                .map(RouteKey::text);
    }

    /** All keys that fit, ordered by a text that says for each segment how close it is. */
    private static Optional<String> naive(Set<String> keys, String method, List<String> path) {
        String best = null;
        for (String key : keys) {
            if (fits(key, method, path)
                    && (best == null || (rank(key, path) + key).compareTo(rank(best, path) + best) < 0)) {
                best = key;
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean fits(String key, String method, List<String> path) {
        if (key.equals("$default")) {
            return true;
        }
        String[] parts = key.split(" ");
        String expression = Arrays.stream(parts[1].substring(1).split("/"))
                .map(segment -> segment.endsWith("+}") ? "[^/]+(/[^/]+)*" : segment.startsWith("{") ? "[^/]+" : segment)
                .reduce((one, other) -> one + "/" + other)
                .orElse("");
        return (parts[0].equals("ANY") || parts[0].equals(method))
                && String.join("/", path).matches(expression);
    }

    /** 0 for a literal, 1 for a variable, 2 for the rest, 3 for the default; then 0 for a method and 1 for ANY. */
    private static String rank(String key, List<String> path) {
        if (key.equals("$default")) {
            return "3";
        }
        String[] parts = key.split(" ");
        String[] segments = parts[1].substring(1).split("/");
        StringBuilder rank = new StringBuilder();
        for (int i = 0; i < path.size(); i++) {
            String segment = segments[Math.min(i, segments.length - 1)];
            rank.append(segment.endsWith("+}") ? 2 : segment.startsWith("{") ? 1 : 0);
        }
        return rank.append(parts[0].equals("ANY") ? 1 : 0).toString();
    }

    @Provide
    Arbitrary<Set<String>> keys() {
        return key().set().ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> key() {
        Arbitrary<String> segment = Arbitraries.of("a", "b", "c", "{x}", "{y}");
        Arbitrary<String> last = Arbitraries.of("", "", "/{proxy+}", "/{rest+}");
        Arbitrary<String> path = Combinators.combine(segment.list().ofMaxSize(3), last)
                .as((segments, end) -> "/" + String.join("/", segments)
                        + (segments.isEmpty() && !end.isEmpty() ? end.substring(1) : end));
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of("GET", "PUT", "ANY"), path)
                        .as((method, each) -> method + " " + each),
                Arbitraries.just("$default"));
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.of("GET", "PUT", "DELETE");
    }

    @Provide
    Arbitrary<List<String>> paths() {
        return Arbitraries.of(WORDS).list().ofMaxSize(5);
    }
}
