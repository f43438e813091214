package dev.claimsverdict.keys;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.amazon.corretto.crypto.provider.SelfTestStatus;
import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.IOException;
import java.nio.file.Path;

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

    /** Offers what is used here, and nothing else: each of its services costs a start some time. */
    @TargetClass(AmazonCorrettoCryptoProvider.class)
    static final class Provider {

        private Provider() {}

        @Alias
        private native Service addService(String type, String algorithm, String className);

        @Substitute
        private void buildServiceMap() {
            addService("KeyFactory", "RSA", "EvpKeyFactory$RSA");
            addService("KeyFactory", "EC", "EvpKeyFactory$EC");
            addService("Signature", "SHA256withRSA", "EvpSignature$SHA256withRSA");
            addService("Signature", "SHA384withRSA", "EvpSignature$SHA384withRSA");
            addService("Signature", "SHA512withRSA", "EvpSignature$SHA512withRSA");
            addService("Signature", "RSASSA-PSS", "EvpSignature$RSASSA_PSS");
            addService("Signature", "SHA256withECDSAinP1363Format", "EvpSignature$SHA256withECDSA");
            addService("Signature", "SHA384withECDSAinP1363Format", "EvpSignature$SHA384withECDSA");
            addService("Signature", "SHA512withECDSAinP1363Format", "EvpSignature$SHA512withECDSA");
            addService("Signature", "Ed25519", "EvpSignatureRaw$Ed25519");
        }

        @Substitute
        private void initializeSelfTests() {
            // See SelfTests.
        }
    }

    /** The provider's own class, to name it. */
    @TargetClass(className = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider$ACCPService")
    static final class Service {

        private Service() {}
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
