package dev.claimsverdict.keys;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the answer to one GET on a connection of its own (RFC 9112), with no more of HTTP than a JWKS needs: status 200,
 * JSON, not encoded, a body of known length, in chunks or up to the end. Whatever could be read in two ways is refused.
 */
final class HttpAnswer {

    /** The most bytes of a body (contract section 6). */
    static final int MAX_BODY = 64 * 1024;

    /** The most bytes beside the body: the head and the framing of chunks. */
    private static final int MAX_REST = 32 * 1024;

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})( .*)?");
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(.*?)[ \\t]*");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,9}");
    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,7})[ \\t]*(;.*)?");
    private static final Set<String> READ =
            Set.of("content-type", "content-encoding", "content-length", "transfer-encoding");
    private static final Set<String> JSON = Set.of("application/json", "application/jwk-set+json");

    private static final String NOT_HTTP = "The JWKS host's answer is not plain HTTP/1.1.";
    private static final String TOO_LARGE = "The JWKS is larger than " + MAX_BODY / 1024 + " KiB.";

    private final InputStream in;
    private int left = MAX_BODY + MAX_REST;

    private HttpAnswer(InputStream in) {
        this.in = in;
    }

    /** The body of a good answer; throws for any other, and as soon as it is too large. */
    static byte[] body(InputStream in) throws IOException {
        return new HttpAnswer(in).body();
    }

    private byte[] body() throws IOException {
        status();
        Map<String, String> fields = fields();
        if (!fields.getOrDefault("content-encoding", "identity").equalsIgnoreCase("identity")) {
            throw new FetchFailed("The JWKS is compressed, which was not asked for.");
        }
        Optional<String> type = Optional.ofNullable(fields.get("content-type"))
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
        if (type.filter(each -> !JSON.contains(each)).isPresent()) {
            throw new FetchFailed("The JWKS URL answers with another media type than JSON's.");
        }
        Optional<String> length = Optional.ofNullable(fields.get("content-length"));
        Optional<String> coding = Optional.ofNullable(fields.get("transfer-encoding"));
        if (length.isPresent() && coding.isPresent()) {
            throw new FetchFailed(NOT_HTTP);
        }
        if (coding.isPresent()) {
            return chunks(coding.get());
        }
        return length.isPresent() ? exactly(length.get()) : toTheEnd();
    }

    private void status() throws IOException {
        String status = match(STATUS_LINE, line()).group(1);
        if (status.startsWith("3")) {
            throw new FetchFailed("The JWKS URL redirects, and redirects are not followed.");
        }
        if (!status.equals("200")) {
            throw new FetchFailed("The JWKS URL answers with another status than 200.");
        }
    }

    /** The fields that are read, each at most once. */
    private Map<String, String> fields() throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            Matcher field = match(FIELD, line);
            String name = field.group(1).toLowerCase(Locale.ROOT);
            if (READ.contains(name) && fields.put(name, field.group(2)) != null) {
                throw new FetchFailed(NOT_HTTP);
            }
        }
        return fields;
    }

    private byte[] exactly(String length) throws IOException {
        int bytes = Integer.parseInt(match(LENGTH, length).group());
        if (bytes > MAX_BODY) {
            throw new FetchFailed(TOO_LARGE);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(bytes);
        read(bytes, body);
        return body.toByteArray();
    }

    private byte[] toTheEnd() throws IOException {
        byte[] body = in.readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw new FetchFailed(TOO_LARGE);
        }
        return body;
    }

    private byte[] chunks(String coding) throws IOException {
        if (!coding.equalsIgnoreCase("chunked")) {
            throw new FetchFailed(NOT_HTTP);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            if (size > MAX_BODY - body.size()) {
                throw new FetchFailed(TOO_LARGE);
            }
            read(size, body);
            if (!line().isEmpty()) {
                throw new FetchFailed(NOT_HTTP);
            }
        }
        // Trailers, if any, change nothing; the connection is not used again.
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(match(CHUNK, line()).group(1), 16);
    }

    private void read(int bytes, ByteArrayOutputStream into) throws IOException {
        spend(bytes);
        byte[] read = in.readNBytes(bytes);
        if (read.length < bytes) {
            throw new EOFException();
        }
        into.writeBytes(read);
    }

    /** A line without its end, in visible characters, spaces and tabs. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int each = next(); each != '\n'; each = next()) {
            if (each == '\r') {
                if (next() != '\n') {
                    throw new FetchFailed(NOT_HTTP);
                }
                break;
            }
            if (each < ' ' && each != '\t' || each == 0x7f) {
                throw new FetchFailed(NOT_HTTP);
            }
            line.write(each);
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private int next() throws IOException {
        spend(1);
        int next = in.read();
        if (next < 0) {
            throw new EOFException();
        }
        return next;
    }

    private void spend(int bytes) throws FetchFailed {
        left -= bytes;
        if (left < 0) {
            throw new FetchFailed(TOO_LARGE);
        }
    }

    private static Matcher match(Pattern pattern, String text) throws FetchFailed {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new FetchFailed(NOT_HTTP);
        }
        return matcher;
    }
}
