package dev.claimsverdict.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.testing.TestSaml.Signer;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts that are certificates, and the keys that may verify. */
class SamlCertificateTest {

    @Test
    @DisplayName("PEM, base64 in one line or in many, with white space around")
    void read() {
        Optional<SamlCertificate> certificate = SamlCertificate.read(Signer.RSA.base64());
        assertTrue(certificate.isPresent());
        assertEquals(Signer.RSA.certificate().getPublicKey(), certificate.get().key());
        assertEquals(certificate, SamlCertificate.read(Signer.RSA.pem()));
        assertEquals(certificate, SamlCertificate.read("\n " + Signer.RSA.pem().replace("\n", "\r\n") + " "));
        String lines = Signer.RSA.pem().replaceAll("-----[A-Z ]+-----", "");
        assertEquals(certificate, SamlCertificate.read(lines));
    }

    @Test
    @DisplayName("nothing else: no second certificate, no key, no text around, nothing cut, nothing huge")
    void refused() {
        String base64 = Signer.RSA.base64();
        byte[] key = Signer.RSA.certificate().getPublicKey().getEncoded();
        for (String text : new String[] {
            "",
            " ",
            "x",
            "MII",
            base64.substring(4),
            base64.substring(0, base64.length() - 8),
            base64.replace(base64.substring(100, 104), "****"),
            Signer.RSA.pem() + Signer.EC.pem(),
            "a certificate: " + Signer.RSA.pem(),
            Base64.getEncoder().encodeToString(key),
            Base64.getEncoder().encodeToString(Signer.RSA.pem().getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
            Base64.getEncoder()
                    .encodeToString((new String(
                                            Base64.getDecoder().decode(base64),
                                            java.nio.charset.StandardCharsets.ISO_8859_1)
                                    + "x")
                            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)),
            " ".repeat(SamlCertificate.MAX_CHARACTERS) + base64,
        }) {
            assertEquals(Optional.empty(), SamlCertificate.read(text), text);
        }
    }

    @ParameterizedTest
    @CsvSource({"RSA, RSA", "EC, EC", "P384, EC", "WEAK, REFUSED", "EDDSA, REFUSED", "EXPIRED, RSA"})
    @DisplayName("R5.2: RSA of 2,048 bits and more, and NIST's curves")
    void keyTypes(Signer signer, SamlCertificate.KeyType type) {
        assertEquals(type, SamlCertificate.read(signer.base64()).orElseThrow().keyType());
    }
}
