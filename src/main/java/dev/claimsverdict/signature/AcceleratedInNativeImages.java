package dev.claimsverdict.signature;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.amazon.corretto.crypto.provider.SelfTestStatus;
import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * What no setting of Amazon Corretto Crypto Provider 2.5.0 changes, and a native executable needs otherwise (docs/adr/0007).
 * The classes in here replace methods of the provider's own when the executable is built. A JVM never uses them.
 */
final class AcceleratedInNativeImages {

    private AcceleratedInNativeImages() {}

    /**
     * Registers the services that check signatures, a sixth of all. The provider looks the constructor of each service up as a
     * method handle, which is slow in a native executable.
     */
    @TargetClass(AmazonCorrettoCryptoProvider.class)
    static final class Services {

        private Services() {}

        @Alias
        private native Service addService(String type, String algorithm, String implementation);

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
            // They do not run: see SelfTests.
        }
    }

    @TargetClass(className = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider$ACCPService")
    static final class Service {

        private Service() {}
    }

    /**
     * Skips the self-tests. Those of HMAC make a JCA provider at run time. A native executable refuses that, so they fail, and
     * one failed self-test switches the whole provider off. On a JVM they run.
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
