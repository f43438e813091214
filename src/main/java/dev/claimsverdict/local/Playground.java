package dev.claimsverdict.local;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page at {@code /}, for people who prefer a page to an API. It serves a fixed list of files, so no request path
 * reaches the file system or the class path. The page calls only the routes of its own origin, and its
 * Content-Security-Policy enforces that.
 */
public final class Playground {

    /** A gateway without a page. */
    static final Playground NONE = new Playground(Map.of());

    private static final List<String> PAGE = List.of(
            "index.html",
            "playground.css",
            "icon.svg",
            "main.js",
            "dom.js",
            "fields.js",
            "link.js",
            "picture.js",
            "request.js",
            "rules.js",
            "saml.js",
            "token.js",
            "verdict.js",
            "words.js");

    /** The examples from the READMEs that the page can show. Plans and queue events aren't among them. */
    private static final List<String> EXAMPLES = List.of(
            "idp-from-okta-guide.json",
            "idp-that-sends-no-amr.json",
            "token-satisfied.json",
            "token-step-up.json",
            "token-without-amr.json",
            "amr-saml-dry-run.json",
            "saml-response.json");

    private static final Map<String, String> HEADERS = Map.of(
            "content-security-policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
                    + " form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
            "x-content-type-options",
            "nosniff",
            "referrer-policy",
            "no-referrer",
            "cache-control",
            "no-store");

    private final Map<String, Source> files;

    @FunctionalInterface
    private interface Source {

        byte[] read() throws IOException;
    }

    /** A file of the page. */
    record Served(String contentType, byte[] body) {

        /** Adds the security headers to an answer. */
        void headers(Headers headers) {
            HEADERS.forEach(headers::set);
            headers.set("content-type", contentType);
        }
    }

    /**
     * The page, with the examples from the READMEs.
     *
     * @param examples the folder in the source tree, so that the page uses exactly the READMEs' files
     */
    public Playground(Path examples) {
        this(Stream.concat(
                        PAGE.stream().map(name -> Map.entry(path(name), (Source) () -> resource(name))),
                        EXAMPLES.stream()
                                .map(name -> Map.entry("/examples/" + name, (Source)
                                        () -> Files.readAllBytes(examples.resolve(name)))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private Playground(Map<String, Source> files) {
        this.files = files;
    }

    /** The page's file at this path, if there is one. */
    Optional<Served> file(String method, String path) throws IOException {
        if (!method.equals("GET") && !method.equals("HEAD") || !files.containsKey(path)) {
            return Optional.empty();
        }
        return Optional.of(new Served(contentType(path), files.get(path).read()));
    }

    private static String path(String name) {
        return name.equals("index.html") ? "/" : "/" + name;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Playground.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the page has no " + name);
            }
            return in.readAllBytes();
        }
    }

    private static String contentType(String path) {
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "json" -> "application/json";
            default -> "text/html; charset=utf-8";
        };
    }
}
