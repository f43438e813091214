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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is known of providers whatever their configuration says: the rows of {@code providers.table}. */
final class Providers {

    /** Scheme, host and the rest, of a URL judged as text, since Okta's guides have placeholders in theirs. */
    private static final Pattern URL = Pattern.compile("(?i)https?://([^/?#:]+)(?::\\d+)?([^?#]*).*");

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
                .or(() -> idp.issuer().flatMap(Providers::host).map(host -> WITHOUT_AMR.get("host " + host)));
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
        // Looked for in all of it first, since few have it and the expression takes its time.
        if (!url.toLowerCase(Locale.ROOT).contains(V2)) {
            return false;
        }
        Matcher matcher = URL.matcher(url);
        return matcher.matches()
                && matcher.group(2).toLowerCase(Locale.ROOT).contains(V2)
                && ENTRA.containsKey("host " + matcher.group(1).toLowerCase(Locale.ROOT));
    }

    private static Optional<String> host(String url) {
        Matcher matcher = URL.matcher(url);
        return matcher.matches() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
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
