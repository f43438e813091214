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
 * One fetch of a JWKS (docs/adr/0009). The name is resolved once, each address is judged, and the connection goes to an
 * address that was judged; the certificate is checked by the name.
 */
final class JwksFetch {

    /** More addresses than this are not tried: the budget is one second. */
    private static final int MAX_ADDRESSES = 4;

    private static final String IN_TIME = "The JWKS host did not answer in time.";

    private final JwksUrl url;
    private final Means means;

    private Optional<Call> call = Optional.empty();
    private boolean ended;

    private JwksFetch(JwksUrl url, Means means) {
        this.url = url;
        this.means = means;
    }

    /** What comes of a fetch. */
    sealed interface Outcome {

        record Fetched(Jwks jwks) implements Outcome {}

        /** @param reason a sentence for the finding */
        record Failed(String reason) implements Outcome {}
    }

    /** Where fetches get addresses and answers from. */
    record Means(FetchSettings settings, Resolver resolver, JwksClient client) {

        /** Fetches, and is back within the budget whatever the host does. Never throws for what it does. */
        Outcome fetch(JwksUrl url) {
            return new JwksFetch(url, this).run();
        }
    }

    /**
     * The system's resolver can't be interrupted, so it is asked by another thread, which does the rest as well: reading
     * keys is a part of the second. That thread does not outlive the call, but where it waits for the resolver, and then
     * it finds the fetch ended.
     */
    private Outcome run() {
        FutureTask<Jwks> task = new FutureTask<>(this::fetch);
        try {
            Thread.ofPlatform().daemon().name("jwks-fetch").start(task);
            return new Outcome.Fetched(task.get(means.settings().budget().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException _) {
            return new Outcome.Failed(IN_TIME);
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
        // TLS wraps what its socket throws.
        Throwable cause = Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .filter(FetchFailed.class::isInstance)
                .findFirst()
                .orElse(thrown);
        return switch (cause) {
            case FetchFailed failed -> failed.sentence();
            case UnknownHostException _ -> "The JWKS host's name can't be resolved.";
            case SSLException _ -> "The JWKS host's TLS or its certificate is not in order.";
            case ProtocolException _ -> JwksClient.NOT_HTTP;
            case InterruptedIOException _ -> IN_TIME;
            default -> "The JWKS host can't be reached, or broke the connection.";
        };
    }

    private Jwks fetch() throws IOException {
        List<InetAddress> addresses = means.resolver().resolve(url.host());
        if (addresses.isEmpty()) {
            throw new UnknownHostException();
        }
        // All of them, since a name with public and private addresses is more likely an attack than a host.
        if (!addresses.stream().map(AddressKind::of).allMatch(this::allowed)) {
            throw new FetchFailed("The JWKS host's address is one that nothing is fetched from.");
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

    private Call begin(List<InetAddress> judged) throws IOException {
        Call next = means.client().call(url, judged);
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
