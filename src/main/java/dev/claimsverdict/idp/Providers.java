package dev.claimsverdict.idp;

import dev.claimsverdict.table.TableFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is known about providers, whatever their configuration in Okta: {@code providers.table}. Immutable. */
public final class Providers {

    /** The page whose words any SAML2 IdP may send: they are those of SAML itself. */
    private static final String SAML = "saml";

    /** How many labels of a host are compared, from its end. No domain of the table has more. */
    private static final int MOST_LABELS = 4;

    private static final Providers PUBLISHED = of(TableFile.read(Providers.class, "providers.table"));

    /** Providers by the sign that shows them: {@code OIDC host x}, {@code SAML2 domain x} or {@code type X}. */
    private final Map<String, Provider> bySign = new HashMap<>();

    /** Providers whose sign is a part of a path, in the table's order. */
    private final List<PathSign> byPath = new ArrayList<>();

    private final Map<String, Provider.Word> samlWords;

    private Providers(Map<String, Provider.Word> samlWords) {
        this.samlWords = samlWords;
    }

    /**
     * The provider behind an IdP.
     *
     * @param pointer what shows it in the IdP's object: its type or one of its URLs
     */
    public record Recognized(Provider provider, String pointer) {}

    /**
     * A part of a path that shows a provider.
     *
     * @param host the host that the URL must have, too; absent if any host will do
     * @param issuerOnly whether only the issuer's URL counts
     */
    private record PathSign(
            String protocol, Optional<String> host, String path, boolean issuerOnly, Provider provider) {

        boolean fits(String idpProtocol, UrlText url, boolean isIssuer) {
            return protocol.equals(idpProtocol)
                    && host.map(url.host()::equals).orElse(!url.host().isEmpty())
                    && (isIssuer || !issuerOnly)
                    && url.path().contains(path);
        }
    }

    /** The provider behind an IdP, if it is a known one: recognized by its type, or else by its issuer or its other URLs. */
    public static Optional<Recognized> of(IdpConfiguration idp) {
        return PUBLISHED.find(idp);
    }

    /**
     * What is known about a word that isn't an AMR value. The provider's own words come before those of SAML, which count only
     * for SAML2 IdPs.
     */
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
            Optional<Provider> provider = UrlText.of(url.getValue().toLowerCase(Locale.ROOT))
                    .flatMap(parts -> behind(protocol, parts, issuer));
            // An endpoint alone is no proof that its host issues the tokens.
            if (provider.isPresent() && (issuer || !(provider.get().sends() instanceof Provider.Sends.Never))) {
                Optional<Recognized> here = provider.map(each -> new Recognized(each, url.getKey()));
                if (provider.get().sends() instanceof Provider.Sends.OnlyFromV1) {
                    // One v2.0 endpoint breaks the sign-in, whatever the other URLs are.
                    return here;
                }
                found = found.or(() -> here);
            }
        }
        return found;
    }

    /** The provider behind a URL that was in lower case. */
    private Optional<Provider> behind(String protocol, UrlText url, boolean issuer) {
        String host = url.host();
        for (PathSign sign : byPath) {
            if (sign.host().isPresent() && sign.fits(protocol, url, issuer)) {
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
                .filter(sign -> sign.host().isEmpty() && sign.fits(protocol, url, issuer))
                .map(PathSign::provider)
                .findFirst();
    }

    /** Reads the text of the table file. Throws an IllegalArgumentException that names the wrong row or sign. */
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
