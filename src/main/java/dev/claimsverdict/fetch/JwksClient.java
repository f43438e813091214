package dev.claimsverdict.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.SocketFactory;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * OkHttp, with all that is more than one GET of a JWKS switched off (docs/adr/0009): no redirect, second try, proxy,
 * cookie, login or compression, and no connection that is used twice, since a later fetch has to judge its address
 * itself. Thread-safe.
 */
public final class JwksClient {

    /** The most bytes of a JWKS. */
    static final int MAX_BODY = 64 * 1024;

    /** The most bytes that a fetch takes off the wire: the JWKS, head, framing and TLS. OkHttp bounds no chunk's head. */
    static final int MAX_WIRE = 4 * MAX_BODY;

    private static final Set<String> JSON = Set.of("application/json", "application/jwk-set+json");

    public static final String NOT_HTTP = "The JWKS host's answer is not plain HTTP/1.1, or breaks off.";
    private static final String TOO_LARGE = "The JWKS is larger than " + MAX_BODY / 1024 + " KiB.";

    private final Duration budget;
    private final Supplier<Tls> tls;

    private Optional<OkHttpClient> made = Optional.empty();

    /**
     * @param budget how long a call may take in all
     * @param tls asked once, before the first call
     */
    public JwksClient(Duration budget, Supplier<Tls> tls) {
        this.budget = budget;
        this.tls = tls;
    }

    /** Loads TLS and the trust store, unless that was done before. */
    public void warmUp() {
        client();
    }

    /** A call of that URL, not begun yet, which connects to these addresses and to no others. */
    public Call call(JwksUrl url, List<InetAddress> judged) throws FetchFailed {
        HttpUrl asked = HttpUrl.parse((url.tls() ? "https://" : "http://") + url.authority() + url.target());
        // OkHttp reads internationalized names once more: the certificate has to be for the name that is allowed.
        if (asked == null || !asked.host().equals(url.host())) {
            throw new FetchFailed("The JWKS host's name is not an internationalized one, though it begins like that.");
        }
        Request request = new Request.Builder()
                .url(asked)
                .header("Accept", "application/jwk-set+json, application/json")
                // Named here, so that OkHttp decompresses nothing: the bytes that are counted are those of the JWKS.
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "claims-verdict")
                .header("Connection", "close")
                .build();
        return client().newBuilder().dns(_ -> judged).build().newCall(request);
    }

    /** Makes the call; the body of a good answer. Throws for any other, and as soon as there is too much of it. */
    public static byte[] body(Call call) throws IOException {
        try (Response response = call.execute()) {
            try {
                return body(response);
            } finally {
                // What is left of the answer is not waited for.
                call.cancel();
            }
        }
    }

    private static byte[] body(Response response) throws IOException {
        BufferedSource body = response.body().source();
        if (body.request(MAX_BODY + 1L)) {
            throw new FetchFailed(TOO_LARGE);
        }
        return body.readByteArray();
    }

    private synchronized OkHttpClient client() {
        OkHttpClient client = made.orElseGet(this::make);
        made = Optional.of(client);
        return client;
    }

    private OkHttpClient make() {
        Tls loaded = tls.get();
        return new OkHttpClient.Builder()
                .sslSocketFactory(loaded.sockets(), loaded.trust())
                .socketFactory(new CountedSockets())
                .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT))
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.MILLISECONDS))
                .protocols(List.of(Protocol.HTTP_1_1))
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                .callTimeout(budget)
                .connectTimeout(Duration.ZERO)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                // Before anything is done about the answer, such as trying again after a 503.
                .addNetworkInterceptor(chain -> good(chain.proceed(chain.request())))
                .build();
    }

    /** The answer, if its head is one of a JWKS. What could be read in two ways is refused, where OkHttp takes it. */
    private static Response good(Response response) throws FetchFailed {
        if (response.code() / 100 == 3) {
            throw new FetchFailed("The JWKS URL redirects, and redirects are not followed.");
        }
        if (response.code() != 200) {
            throw new FetchFailed("The JWKS URL answers with another status than 200.");
        }
        if (!response.header("Content-Encoding", "identity").equalsIgnoreCase("identity")) {
            throw new FetchFailed("The JWKS is compressed, which was not asked for.");
        }
        if (!response.headers("Content-Type").stream().allMatch(JwksClient::isJson)) {
            throw new FetchFailed("The JWKS URL answers with another media type than JSON's.");
        }
        List<String> lengths = response.headers("Content-Length");
        List<String> codings = response.headers("Transfer-Encoding");
        boolean known = lengths.isEmpty() || response.body().contentLength() >= 0;
        boolean chunked = codings.isEmpty() || codings.getFirst().equalsIgnoreCase("chunked");
        if (lengths.size() + codings.size() > 1 || !known || !chunked) {
            throw new FetchFailed(NOT_HTTP);
        }
        if (response.body().contentLength() > MAX_BODY) {
            throw new FetchFailed(TOO_LARGE);
        }
        return response;
    }

    private static boolean isJson(String type) {
        return JSON.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    /** Sockets that go through no proxy, whose address would not have been judged, and that count what they read. */
    private static final class CountedSockets extends SocketFactory {

        @Override
        public Socket createSocket() throws IOException {
            Socket socket = new Socket(Proxy.NO_PROXY) {
                @Override
                public InputStream getInputStream() throws IOException {
                    return new Counted(super.getInputStream());
                }
            };
            // The request does not wait until the host has acknowledged the end of TLS' handshake.
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Counted extends FilterInputStream {

        private int left = MAX_WIRE;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            spend(1);
            return super.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            spend(read);
            return read;
        }

        private void spend(int bytes) throws FetchFailed {
            left -= bytes;
            if (left < 0) {
                throw new FetchFailed(TOO_LARGE);
            }
        }
    }
}
