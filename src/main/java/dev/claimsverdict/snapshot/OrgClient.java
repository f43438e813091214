package dev.claimsverdict.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.fetch.Tls;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Call;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * Calls an org with GET, one call at a time. It waits for the org's rate limit, tries failed calls again, follows no
 * redirects, and reads no more than the limits allow. What it returns or throws never contains the credentials.
 */
final class OrgClient implements AutoCloseable {

    /** After this many failed calls in a row, the org counts as unreachable. */
    private static final int FAILURES_IN_A_ROW = 3;

    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);

    /** The most bytes that are read from an error's body. */
    private static final int ERROR_BYTES = 64 * 1024;

    private static final Pattern ERROR_CODE = Pattern.compile("E[0-9]{7}");

    private final Means means;
    private final Authorization authorization;
    private final Progress progress;
    private final OkHttpClient http;

    private long bytesLeft;
    private int failuresInARow;
    private Optional<Duration> pause = Optional.empty();
    private Duration waited = Duration.ZERO;

    /**
     * What a client needs.
     *
     * @param tls called once for each client
     */
    record Means(Limits limits, Clock clock, Sleeper sleeper, Supplier<Tls> tls) {}

    OrgClient(Means means, Authorization authorization, Progress progress) {
        this.means = means;
        this.authorization = authorization;
        this.progress = progress;
        this.bytesLeft = means.limits().totalBytes();
        Tls loaded = means.tls().get();
        this.http = new OkHttpClient.Builder()
                .sslSocketFactory(loaded.sockets(), loaded.trust())
                .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT))
                .protocols(List.of(Protocol.HTTP_1_1))
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectTimeout(means.limits().idleTimeout())
                .readTimeout(means.limits().idleTimeout())
                .writeTimeout(means.limits().idleTimeout())
                .callTimeout(means.limits().callTimeout())
                .build();
    }

    /** The answer to a call without the credentials. */
    Answer getWithoutCredentials(HttpUrl url) throws SnapshotAborted {
        return get(request(url).build());
    }

    /** The answer to a call with the credentials. */
    Answer get(HttpUrl url) throws SnapshotAborted {
        return get(request(url).header("Authorization", authorization.header()).build());
    }

    private static Request.Builder request(HttpUrl url) {
        return new Request.Builder()
                .url(url)
                .header("Accept", "application/json")
                .header("User-Agent", "claims-verdict");
    }

    private Answer get(Request request) throws SnapshotAborted {
        int failures = 0;
        int waits = 0;
        while (true) {
            if (bytesLeft <= 0) {
                return none("The snapshot has read " + means.limits().totalBytes() + " bytes, and it reads no more.");
            }
            Optional<Duration> before = pause;
            pause = Optional.empty();
            if (before.isPresent()) {
                waitForRateLimit(before.get(), "the org's rate limit is nearly used up");
            }
            switch (attempt(http.newCall(request))) {
                case Attempt.Answered(Answer answer) -> {
                    failuresInARow = 0;
                    return answer;
                }
                case Attempt.RateLimited(Duration reset) -> {
                    waits++;
                    if (waits > means.limits().waits()
                            || reset.compareTo(means.limits().longestWait()) > 0) {
                        throw new SnapshotAborted(
                                "The org's rate limit is used up, and it doesn't become free in time (status 429).");
                    }
                    waitForRateLimit(reset, "the org's rate limit is used up");
                }
                case Attempt.Failed(Answer.None none, boolean retry) -> {
                    failures++;
                    if (retry && failures < means.limits().attempts()) {
                        sleep(FIRST_BACK_OFF.multipliedBy(1L << failures - 1), "a call failed and is tried again");
                        continue;
                    }
                    failuresInARow++;
                    if (failuresInARow >= FAILURES_IN_A_ROW) {
                        throw new SnapshotAborted(
                                FAILURES_IN_A_ROW + " calls in a row failed. The last one: " + none.detail());
                    }
                    return none;
                }
                case Attempt.Unauthorized() ->
                    throw new SnapshotAborted(
                            "The org refuses the credentials (status 401). Check that the token is one of this org, and"
                                    + " that it hasn't expired.");
            }
        }
    }

    private sealed interface Attempt {

        record Answered(Answer answer) implements Attempt {}

        record RateLimited(Duration reset) implements Attempt {}

        /** @param retry whether another attempt may succeed */
        record Failed(Answer.None none, boolean retry) implements Attempt {}

        record Unauthorized() implements Attempt {}
    }

    private Attempt attempt(Call call) {
        try (Response response = call.execute()) {
            return attempt(response);
        } catch (IOException e) {
            return new Attempt.Failed(none(reason(e)), isWorthRetrying(e));
        }
    }

    private Attempt attempt(Response response) throws IOException {
        RateLimit rate = RateLimit.of(response.headers(), means.clock().instant());
        int status = response.code();
        if (status == 429) {
            return new Attempt.RateLimited(rate.untilReset());
        }
        if (rate.low() && rate.untilReset().compareTo(means.limits().longestWait()) <= 0) {
            pause = Optional.of(rate.untilReset());
        }
        if (status == 401) {
            return new Attempt.Unauthorized();
        }
        if (status >= 500) {
            return new Attempt.Failed(none(status, Optional.empty(), "The org answered with a server error."), true);
        }
        if (status / 100 == 3) {
            return new Attempt.Answered(
                    none(status, Optional.empty(), "The answer is a redirect. Redirects aren't followed."));
        }
        return new Attempt.Answered(status == 200 ? json(response) : error(response));
    }

    private Answer json(Response response) throws IOException {
        long limit = Math.min(means.limits().answerBytes(), bytesLeft);
        BufferedSource body = response.body().source();
        if (body.request(limit + 1)) {
            bytesLeft -= limit;
            return none(200, Optional.empty(), "The answer is larger than " + limit + " bytes.");
        }
        byte[] bytes = body.readByteArray();
        bytesLeft -= bytes.length;
        if (isHtml(response, bytes)) {
            return none(200, Optional.empty(), "The answer is a web page (HTML) instead of JSON.");
        }
        return switch (StrictTree.read(bytes)) {
            case Reading.Read<StrictTree>(StrictTree tree) ->
                new Answer.Json(tree.root(), NextLink.in(response.headers("Link")));
            case Reading.Refused<StrictTree>(Problem problem) ->
                none(200, Optional.empty(), problem.about("The answer").sentence());
        };
    }

    private static boolean isHtml(Response response, byte[] bytes) {
        return response.header("Content-Type", "").toLowerCase(Locale.ROOT).startsWith("text/html")
                || new String(bytes, 0, Math.min(bytes.length, 100), StandardCharsets.ISO_8859_1)
                        .stripLeading()
                        .startsWith("<");
    }

    /** The answer to an error in Okta's form, {@code {errorCode, errorSummary, …}}, or in any other form. */
    private Answer error(Response response) throws IOException {
        BufferedSource body = response.body().source();
        byte[] bytes = body.request(ERROR_BYTES) ? new byte[0] : body.readByteArray();
        if (!(StrictTree.read(bytes) instanceof Reading.Read<StrictTree>(StrictTree tree))) {
            return none(response.code(), Optional.empty(), "The org refuses the call.");
        }
        JsonNode error = tree.root();
        Optional<String> code = Optional.ofNullable(error.path("errorCode").textValue())
                .filter(text -> ERROR_CODE.matcher(text).matches());
        String summary = Optional.ofNullable(error.path("errorSummary").textValue())
                .filter(text -> !authorization.isIn(text))
                .map(text -> "The org says: " + text)
                .orElse("The org refuses the call.");
        return none(response.code(), code, summary);
    }

    private static Answer.None none(String detail) {
        return new Answer.None(OptionalInt.empty(), Optional.empty(), detail);
    }

    private static Answer.None none(int status, Optional<String> errorCode, String detail) {
        return new Answer.None(OptionalInt.of(status), errorCode, detail);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case UnknownHostException _ -> "The org's name can't be resolved.";
            case SSLHandshakeException _, SSLPeerUnverifiedException _ ->
                "The org's TLS or certificate is not valid, or a proxy replaces it.";
            case InterruptedIOException _ -> "The org did not answer in time.";
            default -> "The org can't be reached, or it broke the connection.";
        };
    }

    /** Whether another attempt may succeed. A wrong name or certificate stays wrong. */
    private static boolean isWorthRetrying(IOException e) {
        return switch (e) {
            case UnknownHostException _, SSLHandshakeException _, SSLPeerUnverifiedException _ -> false;
            default -> true;
        };
    }

    private void waitForRateLimit(Duration duration, String why) throws SnapshotAborted {
        waited = waited.plus(duration);
        if (waited.compareTo(means.limits().totalWait()) > 0) {
            throw new SnapshotAborted(
                    "The snapshot has waited " + means.limits().totalWait().toHours()
                            + " hours for the org's rate limit, and it waits no longer.");
        }
        sleep(duration, why);
    }

    private void sleep(Duration duration, String why) throws SnapshotAborted {
        progress.waiting(duration, why);
        try {
            means.sleeper().sleep(duration);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new SnapshotAborted("The program was interrupted.");
        }
    }

    /** Closes idle connections, so that they don't outlive the run. */
    @Override
    public void close() {
        http.connectionPool().evictAll();
    }
}
