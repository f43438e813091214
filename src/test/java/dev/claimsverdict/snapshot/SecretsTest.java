package dev.claimsverdict.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.request.ClientSecrets;
import dev.claimsverdict.testing.FakeOrg;
import dev.claimsverdict.testing.TestApi;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which members of Okta's objects are secrets. */
class SecretsTest {

    private static final Secrets SECRETS =
            new Secrets((Authorization) assertInstanceOf(Reading.Read.class, Authorization.of(SnapshotTaken.API_TOKEN))
                    .value());

    @DisplayName("what is left of an object")
    @ParameterizedTest(name = "{0}: {2} removed")
    @CsvSource(delimiter = '|', textBlock = """
            {"client":{"client_id":"c","client_secret":"s"}}               | {"client":{"client_id":"c"}}           | 1
            {"client":{"client_secret":{"value":"s"}}}                     | {"client":{}}                          | 1
            {"client":{"client_secret":5}}                                 | {"client":{}}                          | 1
            {"client":{"client_secret":null}}                              | {"client":{"client_secret":null}}      | 0
            {"clientSecret":"s","CLIENT-SECRET":"s","a":1}                 | {"a":1}                                | 2
            {"a":[{"sharedSecret":"s"},[{"secretKey":"s","b":2}]]}         | {"a":[{},[{"b":2}]]}                   | 2
            {"secrets":["s"],"privateKey":"k","private_key":"k"}           | {}                                     | 3
            {"access_token":"t","refreshToken":"t","sessionToken":"t"}     | {}                                     | 3
            {"token":"t","id_token":"t","password":"p"}                    | {}                                     | 3
            {"endpoints":{"token":{"url":"https://a"}}}                    | {"endpoints":{"token":{"url":"https://a"}}} | 0
            {"actions":{"password":{"access":"ALLOW"}}}                    | {"actions":{"password":{"access":"ALLOW"}}} | 0
            {"token_endpoint_auth_method":"client_secret_basic"}           | {"token_endpoint_auth_method":"client_secret_basic"} | 0
            {"knowledge":{"types":["password"]},"key":"okta_password"}     | {"knowledge":{"types":["password"]},"key":"okta_password"} | 0
            {"tokenLifetimeInMinutes":5}                                   | {"tokenLifetimeInMinutes":5}           | 0
            {"kty":"RSA","n":"n","e":"e","d":"d","p":"p","x5c":["c"]}      | {"kty":"RSA","n":"n","e":"e","x5c":["c"]} | 2
            {"kty":"oct","k":"k"}                                          | {"kty":"oct"}                          | 1
            {"d":"not a key","k":"nor this"}                               | {"d":"not a key","k":"nor this"}       | 0
            """)
    void removed(String before, String after, int count) {
        ObjectNode object = (ObjectNode) TestApi.json(before);
        assertEquals(count, SECRETS.removeFrom(object));
        assertEquals(TestApi.json(after), object);
    }

    @Test
    @DisplayName("the credentials themselves are removed wherever they stand, even as a name")
    void credentials() {
        ObjectNode object = (ObjectNode) TestApi.json("{\"a\":\"x" + FakeOrg.TOKEN + "\",\"b\":[\"" + FakeOrg.TOKEN
                + "\",\"c\",{\"" + FakeOrg.TOKEN + "\":1}]}");
        assertEquals(3, SECRETS.removeFrom(object));
        assertEquals(TestApi.json("{\"b\":[\"c\",{}]}"), object);
    }

    @Test
    @DisplayName("no secret is left that a request's IdPs could have")
    void clientSecrets() {
        JsonNode idps = TestApi.json(FakeOrg.array(FakeOrg.oidc("0oa1", "ACTIVE"), FakeOrg.saml("0oa2")));
        StrictTree tree = new StrictTree(idps, List.of(), 8);
        assertEquals(1, ClientSecrets.takenOutOf(tree, List.of("/*")).pointers().size());
        idps.forEach(idp -> SECRETS.removeFrom((ObjectNode) idp));
        assertEquals(Set.of(), ClientSecrets.takenOutOf(tree, List.of("/*")).pointers());
    }
}
