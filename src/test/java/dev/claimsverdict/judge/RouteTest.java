package dev.claimsverdict.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract section 5: the rule is the registry's by route key. */
class RouteTest {

    private static final Set<String> KEYS = Set.of(
            "GET /orders",
            "ANY /orders",
            "GET /orders/{id}",
            "ANY /orders/open",
            "GET /orders/{id}/{item}",
            "GET /orders/{id}/all",
            "GET /orders/{proxy+}",
            "ANY /orders/{proxy+}",
            "POST /",
            "GET /a/{x}/{y}",
            "GET /a/{y}/{x}",
            "orders",
            "PUT");

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "GET /orders,      GET /orders",
        "ANY /orders,      ANY /orders",
        "DELETE /orders,   ",
        "get /orders,      ",
        "GET /orders/,     ",
        "GET /orders/17,   ",
        "GET /orders/{id}, GET /orders/{id}",
        "GET /orders/{no}, ",
        "$default,         ",
        "PUT,              PUT",
    })
    @DisplayName("a route key is its own and no other's")
    void key(String key, String own) {
        assertEquals(Optional.ofNullable(own), new Route.Key(key).keyAmong(KEYS));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({
        "GET,    /orders,            GET /orders",
        "DELETE, /orders,            ANY /orders",
        "GET,    /orders/,           GET /orders",
        "GET,    orders,             GET /orders",
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
        "POST,   '',                 POST /",
        "GET,    /a/1/2,             'GET /a/{x}/{y}'",
        "PUT,    /other,             ",
        "GET,    /other,             ",
    })
    @DisplayName(
            "a method and a path get the key that fits them closest: written out before variables, a method before ANY")
    void closest(String method, String path, String closest) {
        assertEquals(Optional.ofNullable(closest), new Route.MethodAndPath(method, path).keyAmong(KEYS));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({"GET, /orders, ANY /{proxy+}", "GET, /, ANY /{proxy+}", "GET, /a/b, ANY /{proxy+}"})
    @DisplayName("$default comes last of all")
    void defaultIsLast(String method, String path, String closest) {
        Route route = new Route.MethodAndPath(method, path);
        assertEquals(Optional.of(closest), route.keyAmong(Set.of("$default", "ANY /{proxy+}")));
        assertEquals(Optional.of("$default"), route.keyAmong(Set.of("$default", "PUT /{proxy+}")));
    }
}
