package dev.claimsverdict.keys;

import com.amazon.corretto.crypto.provider.SelfTestResult;
import com.amazon.corretto.crypto.provider.SelfTestStatus;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.IOException;
import java.nio.file.Path;
import javax.crypto.MacSpi;

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
            System.load(executable.resolveSibling(System.mapLibraryName("amazonCorrettoCryptoProvider"))
                    .toString());
        }
    }

    /**
     * Leaves out the self-tests of HMAC, which nothing here uses: they make a JCA provider at run time, which a native
     * executable refuses, and one test that fails switches the whole provider off.
     */
    @TargetClass(className = "com.amazon.corretto.crypto.provider.EvpHmac")
    static final class Hmac {

        private Hmac() {}

        @Substitute
        private static SelfTestResult runSelfTest(String name, Class<? extends MacSpi> type) {
            return new SelfTestResult(SelfTestStatus.PASSED);
        }
    }
}
