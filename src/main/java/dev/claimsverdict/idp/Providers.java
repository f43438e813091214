package dev.claimsverdict.idp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is known of providers whatever their configuration says: the rows of {@code providers.table}. */
final class Providers {

    /** Scheme, host and the rest, of a URL judged as text, since Okta's guides have placeholders in theirs. */
    private static final Pattern URL = Pattern.compile("(?i)https?://([^/?#:]+)(?::\\d+)?([^?#]*).*");

    private static final List<Provider> TABLE = load();

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
        Optional<String> host = idp.issuer().flatMap(Providers::host);
        return TABLE.stream()
                .filter(provider -> provider.known.equals("no amr"))
                .filter(provider -> provider.sign.equals("type " + idp.type())
                        || host.map(each -> provider.sign.equals("host " + each))
                                .orElse(false))
                .findFirst();
    }

    /** The pointer of the first URL of an IdP that is one of Entra ID's v2.0 ones. */
    static Optional<String> entraV2Endpoint(IdpConfiguration idp) {
        return idp.hygiene().urls().entrySet().stream()
                .filter(url -> isEntra(url.getValue()) && path(url.getValue()).contains("/v2.0"))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean isEntra(String url) {
        return host(url)
                .filter(host -> TABLE.stream()
                        .anyMatch(provider -> provider.known.equals("entra") && provider.sign.equals("host " + host)))
                .isPresent();
    }

    private static Optional<String> host(String url) {
        Matcher matcher = URL.matcher(url);
        return matcher.matches() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static String path(String url) {
        Matcher matcher = URL.matcher(url);
        return matcher.matches() ? matcher.group(2).toLowerCase(Locale.ROOT) : "";
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
