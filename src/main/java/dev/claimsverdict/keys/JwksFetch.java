package dev.claimsverdict.keys;

import dev.claimsverdict.token.JsonObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One fetch of a JWKS (docs/adr/0006). The name is resolved once, each address is judged, and the connection goes to an
 * address that was judged; the certificate is checked by the name.
 */
final class JwksFetch {

    /** More addresses than this are not tried: the budget is one second. */
    private static final int MAX_ADDRESSES = 4;

    private static final String REFUSED_ADDRESS = "The JWKS host's address is one that nothing is fetched from.";

    private final JwksUrl url;
    private final FetchSettings settings;
    private final Resolver resolver;
    private final Supplier<SSLSocketFactory> tls;

    private Socket socket;
    private boolean ended;

    private JwksFetch(JwksUrl url, FetchSettings settings, Resolver resolver, Supplier<SSLSocketFactory> tls) {
        this.url = url;
        this.settings = settings;
        this.resolver = resolver;
        this.tls = tls;
    }

    /** What comes of a fetch. */
    sealed interface Outcome {

        record Fetched(Jwks jwks) implements Outcome {}

        /** @param reason a sentence for the finding */
        record Failed(String reason) implements Outcome {}
    }

    /** Where fetches get addresses and TLS from. */
    record Means(FetchSettings settings, Resolver resolver, Supplier<SSLSocketFactory> tls) {

        /** Fetches, and is back within the budget whatever the host does. Never throws for what it does. */
        Outcome fetch(JwksUrl url) {
            return new JwksFetch(url, settings, resolver, tls).run();
        }
    }

    /**
     * Reading can't be given a total time, only a time for each read, so it is done by another thread and its socket
     * closed when time is up. That thread does not outlive the call: but for one that waits for the system's resolver,
     * which can't be interrupted, and which then finds the fetch ended.
     */
    private Outcome run() {
        FutureTask<Jwks> task = new FutureTask<>(this::fetch);
        try {
            Thread.ofPlatform().daemon().name("jwks-fetch").start(task);
            return new Outcome.Fetched(task.get(settings.budget().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException _) {
            return new Outcome.Failed("The JWKS host did not answer in time.");
        } catch (ExecutionException e) {
            return new Outcome.Failed(reason(e.getCause()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed("The fetch of the JWKS was interrupted.");
        } finally {
            end();
        }
    }

    private static String reason(Throwable cause) {
        return switch (cause) {
            case FetchFailed failed -> failed.getMessage();
            case UnknownHostException _ -> "The JWKS host's name can't be resolved.";
            case SSLException _ -> "The JWKS host's TLS or its certificate is not in order.";
            default -> "The JWKS host can't be reached, or broke the connection.";
        };
    }

    private Jwks fetch() throws IOException {
        long deadline = System.nanoTime() + settings.budget().toNanos();
        List<InetAddress> addresses = resolver.resolve(url.host());
        if (addresses.isEmpty()) {
            throw new UnknownHostException();
        }
        // All of them, since a name with public and private addresses is more likely an attack than a host.
        if (!addresses.stream().map(AddressKind::of).allMatch(this::allowed)) {
            throw new FetchFailed(REFUSED_ADDRESS);
        }
        Socket connection = connect(addresses.stream().limit(MAX_ADDRESSES).toList(), deadline);
        Socket stream = url.tls() ? secured(connection) : connection;
        stream.getOutputStream().write(request());
        stream.getOutputStream().flush();
        byte[] body = HttpAnswer.body(new BufferedInputStream(stream.getInputStream()));
        return switch (Jwks.read(JsonObject.parse(body))) {
            case Jwks.Reading.Read(Jwks jwks) -> jwks;
            case Jwks.Reading.Refused(String reason) -> throw new FetchFailed(reason);
        };
    }

    private boolean allowed(AddressKind kind) {
        return switch (kind) {
            case PUBLIC -> url.tls();
            case PRIVATE -> url.tls() && settings.privateAddressesAllowed();
            case LOOPBACK -> settings.privateAddressesAllowed();
            case FORBIDDEN -> false;
        };
    }

    /** To the first address that takes the connection; each gets its share of the time that is left. */
    private Socket connect(List<InetAddress> addresses, long deadline) throws IOException {
        IOException last = new IOException();
        for (int i = 0; i < addresses.size(); i++) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis() / (addresses.size() - i);
            Socket next = open();
            try {
                next.connect(new InetSocketAddress(addresses.get(i), url.port()), (int) Math.max(1, left));
                return next;
            } catch (IOException e) {
                next.close();
                last = e;
            }
        }
        throw last;
    }

    /** A socket that goes through no proxy, whose address would not have been judged. */
    private synchronized Socket open() throws IOException {
        if (ended) {
            throw new IOException();
        }
        socket = new Socket(Proxy.NO_PROXY);
        return socket;
    }

    /** Closes the connection itself: closing TLS above it could wait for the other side. */
    private synchronized void end() {
        ended = true;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException _) {
                // It is closed all the same.
            }
        }
    }

    private SSLSocket secured(Socket connection) throws IOException {
        SSLSocket secured = (SSLSocket) tls.get().createSocket(connection, url.host(), url.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!url.isAddress()) {
            parameters.setServerNames(List.of(new SNIHostName(url.host())));
        }
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private byte[] request() {
        return ("GET " + url.target() + " HTTP/1.1\r\n"
                        + "Host: " + url.authority() + "\r\n"
                        + "Accept: application/jwk-set+json, application/json\r\n"
                        + "Accept-Encoding: identity\r\n"
                        + "User-Agent: claims-verdict\r\n"
                        + "Connection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
