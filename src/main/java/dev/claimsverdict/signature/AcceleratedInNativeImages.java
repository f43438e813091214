package dev.claimsverdict.signature;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.security.Provider;

/**
 * What a native executable changes in Amazon Corretto Crypto Provider 2.5.0, and no setting of it can (docs/adr/0007). The
 * methods in here replace its own when the executable is built. A JVM never uses them.
 */
final class AcceleratedInNativeImages {

    private AcceleratedInNativeImages() {}

    @TargetClass(AmazonCorrettoCryptoProvider.class)
    static final class Accelerated {

        private Accelerated() {}

        /** The provider's own services look constructors up as method handles, which a native executable interprets. */
        @Substitute
        private void buildServiceMap() {
            for (ProviderService service : ProviderService.all((Provider) (Object) this)) {
                ((AnyProvider) (Object) this).putService(service);
            }
        }

        /**
         * No self-tests. Those of HMAC make a JCA provider at run time. A native executable refuses that, so they fail, and one
         * failed self-test switches the whole provider off. On a JVM they run.
         */
        @Substitute
        private void initializeSelfTests() {}
    }

    /** The JDK's class of all providers, to call what is protected in it. */
    @TargetClass(Provider.class)
    static final class AnyProvider {

        private AnyProvider() {}

        @Alias
        protected native void putService(Provider.Service service);
    }
}
