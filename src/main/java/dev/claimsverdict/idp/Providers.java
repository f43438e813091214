package dev.claimsverdict.idp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is known of providers whatever their configuration says: the rows of {@code providers.table}. */
final class Providers {

    private static final List<String> SCHEMES = List.of("https://", "http://");

    private static final String V2 = "/v2.0";

    private static final List<Provider> TABLE = load();

    /** By their signs, {@code type X} or {@code host x}. */
    private static final Map<String, Provider> WITHOUT_AMR = known("no amr");

    private static final Map<String, Provider> ENTRA = known("entra");

    private Providers() {}

    /**
     * A provider, and where it was learnt what is known of it.
     *
     * @param known {@code no amr} or {@code entra}
     * @param sign {@code type X} or {@code host x}
     */
    record Provider(String known, String sign, String name, String source) {}

    /** The provider behind an IdP, if it is one that never sends {@code amr}: by its type, or its issuer's host. */
    static Optional<Provider> withoutAmr(IdpConfiguration idp) {
        return Optional.ofNullable(WITHOUT_AMR.get("type " + idp.type()))
                .or(() -> idp.protocol()
                        .issuer()
                        .map(issuer -> WITHOUT_AMR.get("host " + host(issuer.toLowerCase(Locale.ROOT)))));
    }

    /** The pointer of the first URL of an IdP that is one of Entra ID's v2.0 ones. */
    static Optional<String> entraV2Endpoint(IdpConfiguration idp) {
        for (Map.Entry<String, String> url : idp.hygiene().urls().entrySet()) {
            if (isEntraV2(url.getValue())) {
                return Optional.of(url.getKey());
            }
        }
        return Optional.empty();
    }

    private static boolean isEntraV2(String url) {
        String text = url.toLowerCase(Locale.ROOT);
        int v2 = text.indexOf(V2);
        return v2 >= 0 && v2 < end(text, 0, "?#") && ENTRA.containsKey("host " + host(text));
    }

    /**
     * The host of an http or https URL in small letters, else nothing. Judged as text, since Okta's guides have placeholders in
     * theirs.
     */
    private static String host(String url) {
        for (String scheme : SCHEMES) {
            if (url.startsWith(scheme)) {
                return url.substring(scheme.length(), end(url, scheme.length(), "/?#:"));
            }
        }
        return "";
    }

    /** Where the first of these delimiters stands, or the text's end. */
    private static int end(String text, int from, String delimiters) {
        int end = from;
        while (end < text.length() && delimiters.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static Map<String, Provider> known(String what) {
        return TABLE.stream()
                .filter(provider -> provider.known.equals(what))
                .collect(Collectors.toUnmodifiableMap(Provider::sign, Function.identity()));
    }

    private static List<Provider> load() {
        try (InputStream file = Providers.class.getResourceAsStream("providers.table")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.split("\\s*\\|\\s*"))
                    .map(cells -> new Provider(cells[0], cells[1], cells[2], cells[3]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("providers.table", e);
        }
    }
}
