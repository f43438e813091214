package dev.claimsverdict.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The metadata of native executables for Amazon Corretto Crypto Provider")
class NativeMetadataTest {

    private static final Path METADATA = Path.of(
            "src/main/resources/META-INF/native-image/dev.claimsverdict/claims-verdict/reachability-metadata.json");

    /** The provider calls the constructors of these itself, without reflection. */
    private static final Set<String> WITHOUT_REFLECTION = Set.of(
            "AesCbcSpi",
            "AesXtsSpi",
            "ConcatenationKdfSpi",
            "CounterKdfSpi",
            "HkdfSecretKeyFactorySpi",
            "SecretKeyGenerator");

    @Test
    @DisplayName("has the constructor of each service: one that is missing switches the provider off")
    void services() throws IOException {
        Set<String> services = AmazonCorrettoCryptoProvider.INSTANCE.getServices().stream()
                .map(Provider.Service::getClassName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertFalse(services.isEmpty());
        WITHOUT_REFLECTION.forEach(name -> services.remove("com.amazon.corretto.crypto.provider." + name));
        String metadata = Files.readString(METADATA, StandardCharsets.UTF_8);
        Set<String> missing = services.stream()
                .filter(service -> !metadata.contains("\"" + service + "\", \"allDeclaredConstructors\": true"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), missing);
        TestApi.json(metadata);
    }
}
