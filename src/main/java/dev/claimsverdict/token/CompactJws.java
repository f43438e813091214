package dev.claimsverdict.token;

import dev.claimsverdict.json.JsonObject;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A compact JWS with a correct form and header (R5.1, R5.2). Its signature isn't checked yet and its payload isn't
 * read.
 *
 * @param algorithm the only algorithm that may verify it
 * @param algorithmName the header's {@code alg} as written
 * @param kid the header's {@code kid}, if any
 * @param signingInput ASCII of the first two parts with the dot between
 */
record CompactJws(
        SignatureAlgorithm algorithm,
        String algorithmName,
        Optional<String> kid,
        byte[] signingInput,
        byte[] payload,
        byte[] signature) {

    /** The most bytes of a token (R5.1). */
    static final int MAX_BYTES = 16 * 1024;

    private static final String APPLICATION = "application/";
    private static final String ACCESS_TOKEN_TYPE = "at+jwt";

    /** A JWS, or why the text isn't one. */
    sealed interface Parsed {
        record Jws(CompactJws jws) implements Parsed {}

        record Refused(Finding finding) implements Parsed {}
    }

    /** The three parts of a compact JWS, still encoded. */
    record Parts(String header, String payload, String signature) {

        /** The parts; empty unless there are exactly three. */
        static Optional<Parts> of(String token) {
            int first = token.indexOf('.');
            int second = token.indexOf('.', first + 1);
            return second < 0 || token.indexOf('.', second + 1) >= 0
                    ? Optional.empty()
                    : Optional.of(new Parts(
                            token.substring(0, first),
                            token.substring(first + 1, second),
                            token.substring(second + 1)));
        }

        /** The number of signed characters: the first two parts and the dot between them. */
        int signed() {
            return header.length() + 1 + payload.length();
        }
    }

    /**
     * The expected kind of token. A token with the explicit type of another kind is refused (RFC 8725 section 3.11).
     */
    enum Kind {
        ID_TOKEN("jwt"),
        /** Many providers set JWT; RFC 9068 section 2.1 defines a type of its own. */
        ACCESS_TOKEN("jwt", ACCESS_TOKEN_TYPE);

        private final Set<String> types;

        Kind(String... types) {
            this.types = Set.of(types);
        }
    }

    /**
     * Reads a compact JWS.
     *
     * @param pointer where it is in the request
     */
    static Parsed parse(String token, Kind kind, String pointer) {
        if (token.length() > MAX_BYTES) {
            return refused(pointer, FindingCode.TOKEN_TOO_LARGE);
        }
        Optional<Parts> found = Parts.of(token);
        if (found.isEmpty()) {
            return malformed(
                    pointer,
                    token.chars().filter(c -> c == '.').count() == 4
                            ? "The token has five parts: it is encrypted (JWE)."
                            : "The token does not have the three parts of a compact JWS.");
        }
        Parts parts = found.get();
        Optional<byte[]> headerBytes = Base64Url.decode(parts.header);
        Optional<byte[]> payload = Base64Url.decode(parts.payload);
        Optional<byte[]> signature = Base64Url.decode(parts.signature);
        if (headerBytes.isEmpty() || payload.isEmpty() || signature.isEmpty()) {
            return malformed(pointer, "A part of the token is not base64url without padding.");
        }
        Optional<JsonObject> header = headerBytes.flatMap(JsonObject::parse);
        if (header.isEmpty()) {
            return malformed(pointer + "/header", "The token's header is not a JSON object with distinct members.");
        }
        byte[] signingInput = token.substring(0, parts.signed()).getBytes(StandardCharsets.US_ASCII);
        return header(header.get(), kind, pointer + "/header", signingInput, payload.get(), signature.get());
    }

    private static Parsed header(
            JsonObject header, Kind kind, String pointer, byte[] signingInput, byte[] payload, byte[] signature) {
        // Checked first, because an extension may change the meaning of the whole header (RFC 7515, 4.1.11).
        for (String extension : new String[] {"crit", "b64"}) {
            if (header.has(extension)) {
                return refused(pointer + "/" + extension, FindingCode.TOKEN_CRITICAL_HEADER);
            }
        }
        Optional<String> alg = header.string("alg");
        if (alg.isEmpty()) {
            return malformed(pointer + "/alg", "The token's header has no alg, or it is not a string.");
        }
        Optional<SignatureAlgorithm> algorithm = SignatureAlgorithm.of(alg.get());
        if (algorithm.isEmpty()) {
            return refused(pointer + "/alg", FindingCode.TOKEN_ALGORITHM_REFUSED);
        }
        for (String name : new String[] {"kid", "typ", "cty"}) {
            if (header.has(name) && header.string(name).isEmpty()) {
                return malformed(pointer + "/" + name, "The token's " + name + " is not a string.");
            }
        }
        Optional<String> typ = header.string("typ").map(CompactJws::mediaType);
        if (typ.filter(type -> !kind.types.contains(type)).isPresent()) {
            return typ.get().equals(ACCESS_TOKEN_TYPE)
                    ? refused(pointer + "/typ", FindingCode.ACCESS_TOKEN_AS_ID_TOKEN)
                    : malformed(pointer + "/typ", "The header's typ says that this is a different kind of token.");
        }
        // RFC 7516 section 9: only an encrypted token has it.
        if (header.has("enc")) {
            return malformed(pointer + "/enc", "The header has enc, so it is that of an encrypted token (JWE).");
        }
        // RFC 7519 section 5.2.
        if (header.string("cty").map(CompactJws::mediaType).equals(Optional.of("jwt"))) {
            return malformed(pointer + "/cty", "The header's cty says that the payload is another token.");
        }
        return new Parsed.Jws(
                new CompactJws(algorithm.get(), alg.get(), header.string("kid"), signingInput, payload, signature));
    }

    /**
     * A media type may omit {@code application/} (RFC 7515 section 4.1.9), and its case doesn't matter (RFC 2045
     * section 5.1).
     */
    private static String mediaType(String typ) {
        String lowerCased = typ.toLowerCase(Locale.ROOT);
        return lowerCased.startsWith(APPLICATION) ? lowerCased.substring(APPLICATION.length()) : lowerCased;
    }

    private static Parsed refused(String pointer, FindingCode code) {
        return new Parsed.Refused(Finding.at(pointer, code));
    }

    private static Parsed malformed(String pointer, String sentence) {
        return new Parsed.Refused(
                Finding.at(pointer, FindingCode.TOKEN_MALFORMED, sentence + " So the token is refused."));
    }
}
