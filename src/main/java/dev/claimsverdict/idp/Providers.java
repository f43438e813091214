package dev.claimsverdict.idp;

import dev.claimsverdict.table.TableFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is known of providers whatever their configuration in Okta says: {@code providers.table}. Immutable. */
public final class Providers {

    private static final List<String> SCHEMES = List.of("https://", "http://");

    /** The page whose words every SAML2 IdP may have: they are those of SAML itself. */
    private static final String SAML = "saml";

    /** So many labels of a host are looked at, from its end; a domain of the table has no more. */
    private static final int MOST_LABELS = 4;

    private static final Providers PUBLISHED = of(TableFile.read(Providers.class, "providers.table"));

    /** By the protocol or {@code type}, then the sign: {@code OIDC host x}, {@code SAML2 domain x}, {@code type X}. */
    private final Map<String, Provider> bySign = new HashMap<>();

    /** The signs that a map can't find, in the table's order. */
    private final List<PathSign> byPath = new ArrayList<>();

    private final Map<String, Provider.Word> samlWords;

    private Providers(Map<String, Provider.Word> samlWords) {
        this.samlWords = samlWords;
    }

    /**
     * A provider that an IdP was found to be.
     *
     * @param pointer where in the IdP that was seen: its type or one of its URLs
     */
    public record Recognized(Provider provider, String pointer) {}

    /**
     * A path, with the host that it must stand behind, if it must.
     *
     * @param issuerOnly whether it counts in the issuer's URL alone
     */
    private record PathSign(
            String protocol, Optional<String> host, String path, boolean issuerOnly, Provider provider) {

        boolean fits(String itsProtocol, String itsHost, String itsPath, boolean issuer) {
            return protocol.equals(itsProtocol)
                    && host.map(itsHost::equals).orElse(!itsHost.isEmpty())
                    && (issuer || !issuerOnly)
                    && itsPath.contains(path);
        }
    }

    /** The provider behind an IdP, if it is a known one: by its type, else by its issuer, else by another of its URLs. */
    public static Optional<Recognized> of(IdpConfiguration idp) {
        return PUBLISHED.find(idp);
    }

    /** What is known of a word that an IdP sends instead of an AMR value: one of its provider's, or of SAML itself. */
    public static Optional<Provider.Word> word(String word, IdpConfiguration idp, Optional<Provider> provider) {
        Optional<Provider.Word> own = provider.map(each -> each.words().get(word));
        return own.isPresent() || !idp.isSaml() ? own : Optional.ofNullable(PUBLISHED.samlWords.get(word));
    }

    Optional<Recognized> find(IdpConfiguration idp) {
        Provider byType = bySign.get("type " + idp.type());
        if (byType != null) {
            return Optional.of(new Recognized(byType, "/type"));
        }
        String protocol = idp.isSaml() ? "SAML2" : "OIDC";
        Map<String, String> urls = new LinkedHashMap<>();
        idp.protocol().issuer().ifPresent(issuer -> urls.put(IdpConfiguration.ISSUER_POINTER, issuer));
        urls.putAll(idp.hygiene().urls());
        Optional<Recognized> found = Optional.empty();
        for (Map.Entry<String, String> url : urls.entrySet()) {
            boolean issuer = url.getKey().equals(IdpConfiguration.ISSUER_POINTER);
            Optional<Provider> provider = behind(protocol, url.getValue().toLowerCase(Locale.ROOT), issuer);
            // An endpoint alone is no proof that its host issues the tokens.
            if (provider.isPresent() && (issuer || !(provider.get().sends() instanceof Provider.Sends.Never))) {
                Optional<Recognized> here = provider.map(each -> new Recognized(each, url.getKey()));
                if (provider.get().sends() instanceof Provider.Sends.OnlyFromV1) {
                    // One such endpoint breaks what the others are.
                    return here;
                }
                found = found.or(() -> here);
            }
        }
        return found;
    }

    /** The provider behind a URL in small letters. */
    private Optional<Provider> behind(String protocol, String url, boolean issuer) {
        String host = host(url);
        String path = path(url);
        for (PathSign sign : byPath) {
            if (sign.host().isPresent() && sign.fits(protocol, host, path, issuer)) {
                return Optional.of(sign.provider());
            }
        }
        Provider byHost = bySign.get(protocol + " host " + host);
        if (byHost != null) {
            return Optional.of(byHost);
        }
        int dot = host.length();
        for (int label = 0; label < MOST_LABELS && dot > 0; label++) {
            dot = host.lastIndexOf('.', dot - 1);
            Provider byDomain = bySign.get(protocol + " domain " + host.substring(dot + 1));
            if (byDomain != null && dot > 0) {
                return Optional.of(byDomain);
            }
        }
        return byPath.stream()
                .filter(sign -> sign.host().isEmpty() && sign.fits(protocol, host, path, issuer))
                .map(PathSign::provider)
                .findFirst();
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

    /** What stands between the host and the query of an http or https URL, else nothing. */
    private static String path(String url) {
        for (String scheme : SCHEMES) {
            if (url.startsWith(scheme)) {
                return url.substring(end(url, scheme.length(), "/?#"), end(url, scheme.length(), "?#"));
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

    /** Reads the text of the table file. Throws IllegalArgumentException that names the wrong row or sign. */
    static Providers parse(String text) {
        return of(TableFile.parse(text));
    }

    private static Providers of(TableFile file) {
        Map<String, Map<String, Provider.Word>> words = new HashMap<>();
        for (TableFile.Row row : file.rows("words", 4)) {
            List<String> cells = row.cells();
            words.computeIfAbsent(cells.get(0), _ -> new HashMap<>())
                    .put(
                            cells.get(1),
                            new Provider.Word(Optional.of(cells.get(2)).filter(value -> !value.equals("-"))));
        }
        Providers providers = new Providers(Map.copyOf(words.getOrDefault(SAML, Map.of())));
        for (TableFile.Row row : file.rows("providers", 6)) {
            List<String> cells = row.cells();
            Provider provider = new Provider(
                    cells.get(0),
                    cells.get(1),
                    sends(cells.get(3)),
                    cells.get(5),
                    words.getOrDefault(cells.get(0), Map.of()));
            for (String protocol : cells.get(2).split("\\s+")) {
                for (String sign : cells.get(4).split("\\s*,\\s*")) {
                    providers.add(protocol, sign, provider);
                }
            }
        }
        return providers;
    }

    private static Provider.Sends sends(String cell) {
        return switch (cell) {
            case "never" -> new Provider.Sends.Never();
            case "v1" -> new Provider.Sends.OnlyFromV1();
            case "any" -> new Provider.Sends.Configured();
            default -> new Provider.Sends.Values(List.of(cell.split("\\s+")));
        };
    }

    private void add(String protocol, String sign, Provider provider) {
        String[] parts = sign.split("\\s+");
        switch (parts[0]) {
            case "type" -> bySign.putIfAbsent(sign, provider);
            case "path", "issuer" ->
                byPath.add(new PathSign(protocol, Optional.empty(), parts[1], parts[0].equals("issuer"), provider));
            case "host", "domain" -> {
                if (parts.length == 3) {
                    byPath.add(new PathSign(protocol, Optional.of(parts[1]), parts[2], false, provider));
                } else {
                    bySign.putIfAbsent(protocol + " " + sign, provider);
                }
            }
            default -> throw new IllegalArgumentException("not a sign of a provider: " + sign);
        }
    }
}
