package dev.claimsverdict.signature;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.amazon.corretto.crypto.provider.SelfTestStatus;
import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.IOException;
import java.nio.file.Path;
import java.security.Provider;
import java.security.SignatureSpi;
import java.util.EnumSet;
import java.util.function.Function;

/**
 * What Amazon Corretto Crypto Provider 2.5.0 does otherwise in a native executable (docs/adr/0007). The classes in here
 * stand for the provider's own when the executable is built, and are never used else.
 */
final class AcceleratedInNativeImages {

    private AcceleratedInNativeImages() {}

    /** Loads the library that stands beside the executable; to unpack it first would cost each cold start. */
    @TargetClass(className = "com.amazon.corretto.crypto.provider.Loader")
    static final class Loader {

        private Loader() {}

        @Substitute
        @SuppressWarnings("restricted") // what the provider's own method does, too
        private static void tryLoadLibrary() throws IOException {
            Path executable = Path.of("/proc/self/exe").toRealPath();
            System.load(executable
                    .resolveSibling(System.mapLibraryName("amazonCorrettoCryptoProvider"))
                    .toString());
        }
    }

    /**
     * Offers what is used here, and nothing else: each of the provider's services costs a start some time, the more since
     * its own look up constructors as method handles, and walk the stack each time one is made.
     */
    @TargetClass(AmazonCorrettoCryptoProvider.class)
    static final class Accelerated {

        private Accelerated() {}

        @Substitute
        private void buildServiceMap() {
            AmazonCorrettoCryptoProvider provider = (AmazonCorrettoCryptoProvider) (Object) this;
            Offered.add(provider, "KeyFactory", "RSA", RsaKeys::new);
            Offered.add(provider, "KeyFactory", "EC", EcKeys::new);
            Offered.add(provider, "Signature", "SHA256withRSA", Sha256WithRsa::new);
            Offered.add(provider, "Signature", "SHA384withRSA", Sha384WithRsa::new);
            Offered.add(provider, "Signature", "SHA512withRSA", Sha512WithRsa::new);
            Offered.add(provider, "Signature", "RSASSA-PSS", RsaPss::new);
            Offered.add(provider, "Signature", "SHA256withECDSAinP1363Format", Sha256WithEcdsa::new);
            Offered.add(provider, "Signature", "SHA384withECDSAinP1363Format", Sha384WithEcdsa::new);
            Offered.add(provider, "Signature", "SHA512withECDSAinP1363Format", Sha512WithEcdsa::new);
            Offered.add(provider, "Signature", "Ed25519", Ed25519::new);
        }

        @Substitute
        private void initializeSelfTests() {
            // See SelfTests.
        }
    }

    /**
     * Its extra checks are of private keys, of which there are none here. By itself it looks a property that isn't set up among
     * their names, and takes a start half a millisecond for the exception.
     */
    @TargetClass(className = "com.amazon.corretto.crypto.provider.Utils")
    static final class Options {

        private Options() {}

        @Substitute
        static <E extends Enum<E>> void optionsFromProperty(Class<E> kind, EnumSet<E> chosen, String property) {
            // None.
        }
    }

    /** The JDK's class of all providers, to call what is protected in it. */
    @TargetClass(Provider.class)
    static final class AnyProvider {

        private AnyProvider() {}

        @Alias
        protected native void putService(Provider.Service service);
    }

    /** A service whose implementation is made by its constructor. */
    private static final class Offered extends Provider.Service {

        private final AmazonCorrettoCryptoProvider provider;
        private final Function<AmazonCorrettoCryptoProvider, Object> maker;

        static void add(
                AmazonCorrettoCryptoProvider provider,
                String type,
                String algorithm,
                Function<AmazonCorrettoCryptoProvider, Object> maker) {
            ((AnyProvider) (Object) provider).putService(new Offered(provider, type, algorithm, maker));
        }

        private Offered(
                AmazonCorrettoCryptoProvider provider,
                String type,
                String algorithm,
                Function<AmazonCorrettoCryptoProvider, Object> maker) {
            super(provider, type, algorithm, "", null, null);
            this.provider = provider;
            this.maker = maker;
        }

        @Override
        public Object newInstance(Object parameter) {
            Object made = maker.apply(provider);
            if (made instanceof SignatureSpi) {
                // By it they tell which format of ECDSA's signatures is meant.
                ((AnySignature) made).setAlgorithmName(getAlgorithm());
            }
            return made;
        }
    }

    /** What the provider's signatures have in common. */
    @TargetClass(className = "com.amazon.corretto.crypto.provider.EvpSignatureBase")
    static final class AnySignature {

        private AnySignature() {}

        @Alias
        native void setAlgorithmName(String name);
    }

    @TargetClass(className = "com.amazon.corretto.crypto.provider.EvpKeyFactory$RSA")
    static final class RsaKeys {

        @Alias
        RsaKeys(AmazonCorrettoCryptoProvider provider) {}
    }

    @TargetClass(className = "com.amazon.corretto.crypto.provider.EvpKeyFactory$EC")
    static final class EcKeys {

        @Alias
        EcKeys(AmazonCorrettoCryptoProvider provider) {}
    }

    @TargetClass(className = "com.amazon.corretto.crypto.provider.EvpSignature$SHA256withRSA")
    static final class Sha256WithRsa {

        @Alias
        Sha256WithRsa(AmazonCorrettoCryptoProvider provider) {}
    }

    @TargetClass(className = "com.amazon.corretto.crypto.provider.EvpSignature$SHA384withRSA")
    static final class Sha384WithRsa {

        @Alias
        Sha384WithRsa(AmazonCorrettoCryptoProvider provider) {}
    }

    @TargetClass(className = "com.amazon.corretto.crypto.provider.EvpSignature$SHA512withRSA")
    static final class Sha512WithRsa {

        @Alias
        Sha512WithRsa(AmazonCorrettoCryptoProvider provider) {}
    }

    @TargetClass(className = "com.amazon.corretto.crypto.provider.EvpSignature$RSASSA_PSS")
    static final class RsaPss {

        @Alias
        RsaPss(AmazonCorrettoCryptoProvider provider) {}
    }

    @TargetClass(className = "com.amazon.corretto.crypto.provider.EvpSignature$SHA256withECDSA")
    static final class Sha256WithEcdsa {

        @Alias
        Sha256WithEcdsa(AmazonCorrettoCryptoProvider provider) {}
    }

    @TargetClass(className = "com.amazon.corretto.crypto.provider.EvpSignature$SHA384withECDSA")
    static final class Sha384WithEcdsa {

        @Alias
        Sha384WithEcdsa(AmazonCorrettoCryptoProvider provider) {}
    }

    @TargetClass(className = "com.amazon.corretto.crypto.provider.EvpSignature$SHA512withECDSA")
    static final class Sha512WithEcdsa {

        @Alias
        Sha512WithEcdsa(AmazonCorrettoCryptoProvider provider) {}
    }

    @TargetClass(className = "com.amazon.corretto.crypto.provider.EvpSignatureRaw$Ed25519")
    static final class Ed25519 {

        @Alias
        Ed25519(AmazonCorrettoCryptoProvider provider) {}
    }

    /**
     * Answers for the self-tests without running them. Those of HMAC make a JCA provider at run time, which a native
     * executable refuses, and one that fails switches the whole provider off; the rest, of AWS-LC, sign, encrypt and
     * make keys, none of which is done here, and took a fifth of the processor time of a start. What is used, verification, is
     * tested against Wycheproof's vectors when the executable is built.
     */
    @TargetClass(className = "com.amazon.corretto.crypto.provider.SelfTestSuite")
    static final class SelfTests {

        private SelfTests() {}

        @Substitute
        public SelfTestStatus runTests() {
            return SelfTestStatus.PASSED;
        }
    }
}
