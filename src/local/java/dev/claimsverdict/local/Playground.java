package dev.claimsverdict.local;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page at {@code /}, for people who prefer a page to an API. It serves a fixed list of files, so no request path
 * chooses a file. The page calls only the routes of its own origin, and its Content-Security-Policy enforces that.
 */
public final class Playground {

    /** A gateway without a page. */
    static final Playground NONE = new Playground(Map.of());

    private static final List<String> PAGE = List.of(
            "index.html",
            "playground.css",
            "icon.svg",
            "main.js",
            "astext.js",
            "dom.js",
            "fields.js",
            "goto.js",
            "guide.html",
            "guide.js",
            "keep.js",
            "link.js",
            "made.js",
            "markdown.js",
            "matrix.js",
            "parts.js",
            "pasted.js",
            "pastein.js",
            "picture.js",
            "placing.js",
            "plain.js",
            "plan.js",
            "providers.js",
            "request.js",
            "rules.js",
            "saml.js",
            "secrets.js",
            "snapshot.js",
            "tips.js",
            "token.js",
            "unverified.js",
            "verdict.js",
            "words.js");

    /** The READMEs' requests that the page can show. It can't show plans or events of queues. */
    private static final List<String> EXAMPLES = List.of(
            "idp-from-okta-guide.json",
            "idp-that-sends-no-amr.json",
            "token-satisfied.json",
            "token-step-up.json",
            "token-without-amr.json",
            "amr-saml-dry-run.json",
            "saml-response.json",
            "org.json");

    /** The documents that the page shows: what its words mean, and what a finding or a provider is about. */
    private static final List<String> DOCS = List.of(
            "glossary.md",
            "rules.md",
            "findings.md",
            "saml.md",
            "providers/README.md",
            "providers/ad-fs.md",
            "providers/auth0.md",
            "providers/cyberark.md",
            "providers/entra-id.md",
            "providers/keycloak.md",
            "providers/no-amr.md",
            "providers/ping-am.md",
            "providers/ping-federate.md",
            "providers/shibboleth.md",
            "providers/wso2.md");

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

    private final Map<String, Path> files;

    /** A file of the page. */
    record Served(String contentType, byte[] body) {

        /** Adds the headers that restrict what the browser does with the page. */
        void headers(Headers headers) {
            HEADERS.forEach(headers::set);
            headers.set("content-type", contentType);
        }
    }

    /**
     * The page, with the requests that the READMEs show and the documents that it links. A file is read when it is asked
     * for, so a change shows when the browser loads the page again.
     *
     * @param page the folder of the page's files
     * @param examples the folder of the READMEs' requests
     * @param docs the folder of the documents
     */
    public Playground(Path page, Path examples, Path docs) {
        this(Stream.of(
                        PAGE.stream().map(name -> Map.entry(path(name), page.resolve(name))),
                        EXAMPLES.stream().map(name -> Map.entry("/examples/" + name, examples.resolve(name))),
                        DOCS.stream().map(name -> Map.entry("/docs/" + name, docs.resolve(name))))
                .flatMap(files -> files)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private Playground(Map<String, Path> files) {
        this.files = files;
    }

    /** The file of a path, if the page has one. */
    Optional<Served> file(String method, String path) throws IOException {
        if (!method.equals("GET") && !method.equals("HEAD") || !files.containsKey(path)) {
            return Optional.empty();
        }
        return Optional.of(new Served(contentType(path), Files.readAllBytes(files.get(path))));
    }

    private static String path(String name) {
        return name.equals("index.html") ? "/" : "/" + name;
    }

    private static String contentType(String path) {
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "json" -> "application/json";
            case "md" -> "text/markdown; charset=utf-8";
            default -> "text/html; charset=utf-8";
        };
    }
}
