package dev.claimsverdict.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The closest rule holds: which route key a request belongs to. */
class RouteTest {

    private static final Set<RouteKey> KEYS = keys(
            "GET /orders",
            "ANY /orders",
            "ANY /orders/open",
            "GET /orders/{id}",
            "GET /orders/{id}/{item}",
            "GET /orders/{id}/all",
            "GET /orders/{proxy+}",
            "ANY /orders/{proxy+}",
            "POST /",
            "GET /a/{x}/{y}",
            "GET /a/{y}/{x}");

    static Set<RouteKey> keys(String... texts) {
        return Stream.of(texts).map(text -> RouteKey.of(text).orElseThrow()).collect(Collectors.toSet());
    }

    private static Optional<String> among(Set<RouteKey> keys, Route route) {
        return route.keyAmong(keys).map(RouteKey::text);
    }

    private static Route named(String key) {
        return new Route(List.of(key), Optional.empty());
    }

    static Route asked(String method, String path) {
        return new Route(List.of(), RequestPath.of(path).map(read -> new Route.Asked(method, read)));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "GET /orders,      GET /orders",
        "ANY /orders,      ANY /orders",
        "DELETE /orders,   ",
        "get /orders,      ",
        "GET /orders/,     ",
        "GET /orders/17,   ",
        "GET /orders/{id}, GET /orders/{id}",
        "GET /orders/{no}, GET /orders/{id}",
        "$default,         ",
        "PUT,              ",
    })
    @DisplayName("a route that is named has the rule of its own key, whatever its variables are called")
    void key(String key, String own) {
        assertEquals(Optional.ofNullable(own), among(KEYS, named(key)));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({
        "GET,    /orders,            GET /orders",
        "DELETE, /orders,            ANY /orders",
        "get,    /orders,            ANY /orders",
        "GET,    /Orders,            ",
        "GET,    /orders/open,       ANY /orders/open",
        "GET,    /orders/17,         GET /orders/{id}",
        "GET,    /orders/{id},       GET /orders/{id}",
        "GET,    /orders/{no},       GET /orders/{id}",
        "DELETE, /orders/17,         ANY /orders/{proxy+}",
        "GET,    /orders/17/2,       'GET /orders/{id}/{item}'",
        "GET,    /orders/17/all,     GET /orders/{id}/all",
        "GET,    /orders/17/2/3,     GET /orders/{proxy+}",
        "DELETE, /orders/17/2/3,     ANY /orders/{proxy+}",
        "POST,   /,                  POST /",
        "GET,    /a/1/2,             'GET /a/{x}/{y}'",
        "GET,    /%6Frders/%31,      GET /orders/{id}",
        "PUT,    /other,             ",
        "GET,    /other,             ",
    })
    @DisplayName("a method and a path get the key that fits them closest")
    void closest(String method, String path, String closest) {
        assertEquals(Optional.ofNullable(closest), among(KEYS, asked(method, path)));
    }

    @ParameterizedTest(name = "{1} {2} among {0} -> {3}")
    @CsvSource({
        "GET /{proxy+}; ANY /admin/{proxy+},         GET, /admin/users,   ANY /admin/{proxy+}",
        "GET /{proxy+}; ANY /admin/{proxy+},         GET, /admin,         GET /{proxy+}",
        "GET /{a}/{b}; ANY /admin/{proxy+},          GET, /admin/users,   ANY /admin/{proxy+}",
        "GET /admin/{proxy+}; ANY /admin/{id}/{proxy+}, GET, /admin/1/2,  ANY /admin/{id}/{proxy+}",
        "GET /{a}/users; ANY /admin/{b},             GET, /admin/users,   ANY /admin/{b}",
        "GET /admin/{id}; ANY /admin/users,          GET, /admin/users,   ANY /admin/users",
        "ANY /admin/users; GET /admin/users,         GET, /admin/users,   GET /admin/users",
        "$default; ANY /{proxy+},                    GET, /a/b,           ANY /{proxy+}",
        "$default; ANY /{proxy+},                    GET, /,              $default",
        "$default; PUT /{proxy+},                    GET, /a/b,           $default",
    })
    @DisplayName("segment by segment a literal before {id} before {proxy+}, then a method before ANY, $default last")
    void segmentBySegment(String keys, String method, String path, String closest) {
        assertEquals(Optional.of(closest), among(keys(keys.split("; ")), asked(method, path)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shut",
                "//shut",
                "/shut//",
                "/shut/",
                "/./shut",
                "/x/../shut",
                "/shut/.",
                "/%2e/shut",
                "/x/%2E%2e/shut",
                "/shut;x=1",
                "/shut%3Bx",
                "/shut%2F",
                "/shut%2fx",
                "/shut%252F",
                "/shut%00",
                "/shut%0a",
                "/shut%7F",
                "/shut\u0000",
                "/shut\n",
                "/sh\\ut",
                "/sh%5Cut",
                "/shut%C0%AF",
                "/shut%",
                "/shut%zz",
                "/%25%32%46shut"
            })
    @DisplayName("a path that can be read in two ways is none")
    void twoWays(String path) {
        assertEquals(Optional.empty(), RequestPath.of(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET",
                "/admin",
                "get /admin",
                "Get /admin",
                "GET  /admin",
                " GET /admin",
                "GET /admin ",
                "GET\t/admin",
                "GTE /admin",
                "* /admin",
                "GET admin",
                "GET /admin/",
                "GET //admin",
                "GET /a/./b",
                "GET /a/..",
                "GET /a;b",
                "GET /a%2Fb",
                "GET /a?b=1",
                "GET /a#b",
                "GET /{a",
                "GET /a}",
                "GET /{}",
                "GET /{+}",
                "GET /x{a}",
                "GET /{proxy+}/x",
                "GET /{a+}/{b+}",
                "$DEFAULT",
                "$default ",
                "ANY $default"
            })
    @DisplayName("what is written otherwise is no route key")
    void noKey(String text) {
        assertEquals(Optional.empty(), RouteKey.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$default",
                "ANY /",
                "GET /",
                "DELETE /a",
                "HEAD /a",
                "OPTIONS /a",
                "PATCH /a",
                "POST /a",
                "PUT /a",
                "GET /{a}",
                "GET /{proxy+}",
                "GET /a-b_c.d~e!$&'()*+,=:@/{b_c.d-1}/{proxy+}",
                "GET /caf\u00e9",
                "GET /..."
            })
    @DisplayName("each kind of route key is read")
    void key(String text) {
        assertTrue(RouteKey.of(text).isPresent());
    }

    @ParameterizedTest(name = "{0}, asked for {2}, among {1} -> {3}")
    @CsvSource({
        "GET /{proxy+},   GET /{proxy+}; GET /admin,   /admin, GET /{proxy+}",
        "ANY /{proxy+},   GET /{proxy+}; GET /admin,   /admin, GET /admin",
        "GET /orders/{x}, GET /orders/{id}; $default,  /orders/1, GET /orders/{id}",
    })
    @DisplayName("the key that API Gateway names holds if there is such a key, else the closest")
    void named(String name, String keys, String path, String expected) {
        Route route = new Route(List.of(name), asked("GET", path).asked());
        assertEquals(Optional.of(expected), among(keys(keys.split("; ")), route));
    }
}
