package dev.claimsverdict.jwks;

import dev.claimsverdict.fetch.AddressKind;
import dev.claimsverdict.fetch.FetchFailed;
import dev.claimsverdict.fetch.FetchSettings;
import dev.claimsverdict.fetch.JwksClient;
import dev.claimsverdict.fetch.JwksUrl;
import dev.claimsverdict.fetch.Resolver;
import dev.claimsverdict.json.JsonObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import okhttp3.Call;

/**
 * One fetch of a JWKS (docs/adr/0009). The name is resolved once, every address is checked, and the connection goes to
 * a checked address. The certificate is checked against the name.
 */
final class JwksFetch {

    /** At most this many addresses are tried, since the budget is one second. */
    private static final int MAX_ADDRESSES = 4;

    private static final String TOO_LATE = "The JWKS host did not answer in time.";

    private final JwksUrl url;
    private final Means means;

    private Optional<Call> call = Optional.empty();
    private boolean ended;

    private JwksFetch(JwksUrl url, Means means) {
        this.url = url;
        this.means = means;
    }

    /** The result of a fetch. */
    sealed interface Outcome {

        record Fetched(Jwks jwks) implements Outcome {}

        /** @param reason a sentence for the finding */
        record Failed(String reason) implements Outcome {}
    }

    /** What a fetch uses. */
    record Means(FetchSettings settings, Resolver resolver, JwksClient client) {

        /** Fetches. Returns within the budget whatever the host does, and never throws because of the host. */
        Outcome fetch(JwksUrl url) {
            return new JwksFetch(url, this).run();
        }
    }

    /**
     * The system's resolver can't be interrupted, so another thread calls it. That thread does the rest, too, since
     * reading the keys is part of the second. It ends with this call, unless it still waits for the resolver; it then
     * finds the fetch ended and stops.
     */
    private Outcome run() {
        FutureTask<Jwks> task = new FutureTask<>(this::fetch);
        try {
            Thread.ofPlatform().daemon().name("jwks-fetch").start(task);
            return new Outcome.Fetched(task.get(means.settings().budget().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException _) {
            return new Outcome.Failed(TOO_LATE);
        } catch (ExecutionException e) {
            return new Outcome.Failed(reason(Objects.requireNonNullElse(e.getCause(), e)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed("The fetch of the JWKS was interrupted.");
        } finally {
            end();
        }
    }

    private static String reason(Throwable thrown) {
        // TLS wraps its socket's exceptions.
        Throwable cause = Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .filter(FetchFailed.class::isInstance)
                .findFirst()
                .orElse(thrown);
        return switch (cause) {
            case FetchFailed failed -> failed.sentence();
            case UnknownHostException _ -> "The JWKS host's name can't be resolved.";
            case SSLException _ -> "The JWKS host's TLS or certificate is not valid.";
            case ProtocolException _ -> JwksClient.NOT_HTTP;
            case InterruptedIOException _ -> TOO_LATE;
            default -> "The JWKS host can't be reached, or it broke the connection.";
        };
    }

    private Jwks fetch() throws IOException {
        List<InetAddress> addresses = means.resolver().resolve(url.host());
        if (addresses.isEmpty()) {
            throw new UnknownHostException();
        }
        // All must be allowed: a name with both public and private addresses is more likely an attack than a host.
        if (!addresses.stream().map(AddressKind::of).allMatch(this::allowed)) {
            throw new FetchFailed("The JWKS host's address is private or reserved, so nothing is fetched from it.");
        }
        byte[] body =
                JwksClient.body(begin(addresses.stream().limit(MAX_ADDRESSES).toList()));
        return switch (Jwks.read(JsonObject.parse(body))) {
            case Jwks.Reading.Read(Jwks jwks) -> jwks;
            case Jwks.Reading.Refused(String reason) -> throw new FetchFailed(reason);
        };
    }

    private boolean allowed(AddressKind kind) {
        return switch (kind) {
            case PUBLIC -> url.tls();
            case PRIVATE -> url.tls() && means.settings().privateAddressesAllowed();
            case LOOPBACK -> means.settings().privateAddressesAllowed();
            case FORBIDDEN -> false;
        };
    }

    private Call begin(List<InetAddress> addresses) throws IOException {
        Call next = means.client().call(url, addresses);
        synchronized (this) {
            if (ended) {
                throw new IOException();
            }
            call = Optional.of(next);
        }
        return next;
    }

    private synchronized void end() {
        ended = true;
        call.ifPresent(Call::cancel);
    }
}
