package dev.claimsverdict.signature;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.security.Provider;

/**
 * The two methods of Amazon Corretto Crypto Provider 2.5.0 that the native executable replaces, because no setting of the
 * provider can change them (docs/adr/0007). native-image replaces them at build time. A JVM never uses this class.
 */
final class AcceleratedInNativeImages {

    private AcceleratedInNativeImages() {}

    @TargetClass(AmazonCorrettoCryptoProvider.class)
    static final class Accelerated {

        private Accelerated() {}

        /** The provider's own services find constructors through method handles, which are slow in a native executable. */
        @Substitute
        private void buildServiceMap() {
            for (ProviderService service : ProviderService.all((Provider) (Object) this)) {
                ((AnyProvider) (Object) this).putService(service);
            }
        }

        /**
         * Skips the self-tests. Those of HMAC create a JCA provider at run time, which a native executable refuses. They would
         * fail, and one failed self-test disables the whole provider. On a JVM the self-tests run.
         */
        @Substitute
        private void initializeSelfTests() {}
    }

    /** The JDK's {@code Provider}, whose {@code putService} is protected. */
    @TargetClass(Provider.class)
    static final class AnyProvider {

        private AnyProvider() {}

        @Alias
        protected native void putService(Provider.Service service);
    }
}
