package dev.claimsverdict.fetch;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** TLS sockets and the certificates they trust. */
public record Tls(SSLSocketFactory sockets, X509TrustManager trust) {

    /** The JDK's TLS and trust store. */
    public static Tls system() {
        return trusting(Optional.empty());
    }

    /** TLS that trusts only these certificates. */
    public static Tls trusting(KeyStore trusted) {
        return trusting(Optional.of(trusted));
    }

    private static Tls trusting(Optional<KeyStore> trusted) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            // Without a key store it takes the JDK's own certificates.
            factory.init(trusted.orElse(null));
            X509TrustManager trust = Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new X509TrustManager[] {trust}, null);
            return new Tls(context.getSocketFactory(), trust);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
