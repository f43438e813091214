package dev.claimsverdict.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.claimsverdict.judge.RuleRequest.Subject;
import dev.claimsverdict.registry.Registry;
import dev.claimsverdict.testing.TestApi;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The names that constraints may have are those that the rules' reader knows. */
class ConstraintMembersTest {

    private static Subject read(String constraint) {
        RuleChangeReader reader =
                new IdpRequestReader(new RequestMembers(RequestSettings.DEFAULT, Registry.EMPTY)).rules();
        return reader.rule(
                TestApi.json("{\"actions\": {\"appSignOn\": {\"verificationMethod\": {\"factorMode\": \"2FA\","
                        + " \"constraints\": [" + constraint + "]}}}}"),
                "/rule");
    }

    static Stream<Arguments> names() {
        return Stream.of("knowledge", "possession").flatMap(name -> {
            ConstraintMembers members =
                    name.equals("knowledge") ? ConstraintMembers.KNOWLEDGE : ConstraintMembers.POSSESSION;
            return members.names().stream().map(property -> Arguments.of(name, property));
        });
    }

    @DisplayName("each name is one that the reader takes")
    @ParameterizedTest(name = "{0}.{1}")
    @MethodSource("names")
    void taken(String name, String property) {
        String value = switch (property) {
            case "types", "methods", "userVerificationMethods" -> "[\"PASSWORD\"]";
            case "authenticationMethods", "excludedAuthenticationMethods" -> "[{}]";
            case "required" -> "true";
            case "reauthenticateIn" -> "\"PT2H\"";
            default -> "\"REQUIRED\"";
        };
        assertInstanceOf(Subject.Readable.class, read("{\"" + name + "\": {\"" + property + "\": " + value + "}}"));
    }

    @DisplayName("any other name is one that it refuses")
    @ParameterizedTest
    @CsvSource({
        "{\"inherence\": {}}",
        "{\"knowledge\": {\"deviceBound\": \"REQUIRED\"}}",
        "{\"possession\": {\"deviceBond\": \"REQUIRED\"}}"
    })
    void refused(String constraint) {
        assertInstanceOf(Subject.Unreadable.class, read(constraint));
    }

    @DisplayName("a name with a few typing errors is taken for the one that is nearest")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "deviceBond,deviceBound",
        "DEVICEBOUNDS,deviceBound",
        "userVerificationMethod,userVerificationMethods",
        "userVerificatoin,userVerification",
        "deviceBo,deviceBound",
        "deviceB,",
        "thods,methods",
        "phishing,",
        "'',"
    })
    void similar(String name, String meant) {
        assertEquals(Optional.ofNullable(meant), ConstraintMembers.POSSESSION.similar(name));
        assertEquals(Optional.empty(), ConstraintMembers.POSSESSION.known(name));
    }

    @ParameterizedTest
    @CsvSource({"Possession,possession", "KNOWLEDGE,knowledge"})
    @DisplayName("Okta's members are known")
    void known(String name, String written) {
        assertEquals(Optional.of(written), ConstraintMembers.CONSTRAINT.known(name));
        assertEquals(List.of("knowledge", "possession"), ConstraintMembers.CONSTRAINT.names());
    }
}
