package dev.claimsverdict.signature;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The metadata of native executables for Amazon Corretto Crypto Provider")
class NativeMetadataTest {

    private static final Path METADATA = Path.of(
            "src/main/resources/META-INF/native-image/dev.claimsverdict/claims-verdict/reachability-metadata.json");

    @ParameterizedTest
    @CsvSource({
        "KeyFactory, RSA",
        "KeyFactory, EC",
        "Signature, SHA256withRSA",
        "Signature, SHA384withRSA",
        "Signature, SHA512withRSA",
        "Signature, RSASSA-PSS",
        "Signature, SHA256withECDSAinP1363Format",
        "Signature, SHA384withECDSAinP1363Format",
        "Signature, SHA512withECDSAinP1363Format",
        "Signature, Ed25519"
    })
    @DisplayName("has the constructor of each service that checks signatures: a missing one switches the provider off")
    void services(String type, String algorithm) throws IOException {
        String implementation = AmazonCorrettoCryptoProvider.INSTANCE
                .getService(type, algorithm)
                .getClassName();
        assertTrue(TestApi.json(Files.readString(METADATA))
                .path("reflection")
                .valueStream()
                .anyMatch(each -> each.path("type").asText().equals(implementation)
                        && each.path("allDeclaredConstructors").asBoolean()));
    }
}
