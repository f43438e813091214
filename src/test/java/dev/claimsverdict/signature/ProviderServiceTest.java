package dev.claimsverdict.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactorySpi;
import java.security.NoSuchAlgorithmException;
import java.security.Security;
import java.security.SignatureSpi;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The services that a native executable has of Amazon Corretto Crypto Provider")
class ProviderServiceTest {

    private static final AmazonCorrettoCryptoProvider PROVIDER = AmazonCorrettoCryptoProvider.INSTANCE;
    private static final Path METADATA = Path.of(
            "src/main/resources/META-INF/native-image/dev.claimsverdict/claims-verdict/reachability-metadata.json");

    static List<ProviderService> services() {
        return ProviderService.all(PROVIDER);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    @DisplayName("are those of the provider itself")
    void sameAsProviders(ProviderService service) throws GeneralSecurityException {
        assertEquals(
                PROVIDER.getService(service.getType(), service.getAlgorithm()).getClassName(), service.getClassName());
        Object made = service.newInstance(null);
        assertEquals(service.getClassName(), made.getClass().getName());
        Class<?> expected = service.getType().equals("Signature") ? SignatureSpi.class : KeyFactorySpi.class;
        assertInstanceOf(expected, made);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    @DisplayName("can be made by reflection: without metadata the executable would check by the JDK")
    void metadata(ProviderService service) throws IOException {
        JsonNode metadata = TestApi.json(Files.readString(METADATA)).path("reflection");
        assertTrue(metadata.valueStream()
                .anyMatch(each -> each.path("type").asText().equals(service.getClassName())
                        && each.path("allDeclaredConstructors").asBoolean()));
    }

    @Test
    @DisplayName("a class that isn't there is an algorithm that isn't there, so the JDK checks instead")
    void withoutTheClass() {
        ProviderService service =
                ProviderService.all(Security.getProvider("SUN")).getFirst();
        assertThrows(NoSuchAlgorithmException.class, () -> service.newInstance(null));
    }
}
