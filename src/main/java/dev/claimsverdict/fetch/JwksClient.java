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
 * OkHttp with everything switched off that a single GET of a JWKS doesn't need (docs/adr/0009): no redirects, retries,
 * proxies, cookies, logins or compression. No connection is reused, because each fetch must check its own address.
 * Thread-safe.
 */
public final class JwksClient {

    /** The most bytes of a JWKS. */
    static final int MAX_BODY = 64 * 1024;

    /**
     * The most bytes that a fetch reads from the network: the JWKS, header, framing and TLS. OkHttp doesn't limit a
     * chunk's header.
     */
    static final int MAX_WIRE = 4 * MAX_BODY;

    private static final Set<String> JSON = Set.of("application/json", "application/jwk-set+json");

    /** The reason of a fetch whose answer isn't well-formed HTTP/1.1. */
    public static final String NOT_HTTP = "The JWKS host's answer is not plain HTTP/1.1, or it is incomplete.";

    private static final String TOO_LARGE = "The JWKS is larger than " + MAX_BODY / 1024 + " KiB.";

    private final Duration budget;
    private final Supplier<Tls> tls;

    private Optional<OkHttpClient> made = Optional.empty();

    /**
     * A client that loads TLS when it first needs it.
     *
     * @param budget the longest time of a whole call
     * @param tls called once, before the first call
     */
    public JwksClient(Duration budget, Supplier<Tls> tls) {
        this.budget = budget;
        this.tls = tls;
    }

    /** Loads TLS and the trust store, unless they are loaded. */
    public void warmUp() {
        client();
    }

    /** A call of this URL that hasn't started. It will connect only to these addresses. */
    public Call call(JwksUrl url, List<InetAddress> addresses) throws FetchFailed {
        HttpUrl asked = HttpUrl.parse((url.tls() ? "https://" : "http://") + url.authority() + url.target());
        // OkHttp converts internationalized names again. The certificate must be for the allowed name.
        if (asked == null || !asked.host().equals(url.host())) {
            throw new FetchFailed("The JWKS host's name begins like an internationalized name but isn't a valid one.");
        }
        Request request = new Request.Builder()
                .url(asked)
                .header("Accept", "application/jwk-set+json, application/json")
                // Set here so that OkHttp doesn't decompress: the counted bytes are those of the JWKS.
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "claims-verdict")
                .header("Connection", "close")
                .build();
        return client().newBuilder().dns(_ -> addresses).build().newCall(request);
    }

    /**
     * Makes the call and returns the body of a good answer. Throws for any other answer, and as soon as the body is too
     * large.
     */
    public static byte[] body(Call call) throws IOException {
        try (Response response = call.execute()) {
            try {
                return body(response);
            } finally {
                // Doesn't wait for the rest of the answer.
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
                // Runs before OkHttp reacts to the answer, for example by retrying after a 503.
                .addNetworkInterceptor(chain -> good(chain.proceed(chain.request())))
                .build();
    }

    /**
     * The answer, if its head fits a JWKS. A head that could be read in two ways is refused, even where OkHttp accepts
     * it.
     */
    private static Response good(Response response) throws FetchFailed {
        if (response.code() / 100 == 3) {
            throw new FetchFailed("The JWKS URL redirects, and redirects are not followed.");
        }
        if (response.code() != 200) {
            throw new FetchFailed("The JWKS URL answers with a status other than 200.");
        }
        if (!response.header("Content-Encoding", "identity").equalsIgnoreCase("identity")) {
            throw new FetchFailed("The JWKS is compressed, although the request didn't allow that.");
        }
        if (!response.headers("Content-Type").stream().allMatch(JwksClient::isJson)) {
            throw new FetchFailed("The JWKS URL answers with a media type other than JSON.");
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

    /** Sockets that use no proxy, since its address wasn't checked, and that count the bytes they read. */
    private static final class CountedSockets extends SocketFactory {

        @Override
        public Socket createSocket() throws IOException {
            Socket socket = new Socket(Proxy.NO_PROXY) {
                @Override
                public InputStream getInputStream() throws IOException {
                    return new Counted(super.getInputStream());
                }
            };
            // Sends the request without waiting for the host to acknowledge the end of the TLS handshake.
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
