package dev.claimsverdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.testing.GoldenPair;
import dev.claimsverdict.testing.Goldens;
import dev.claimsverdict.testing.HttpResult;
import dev.claimsverdict.testing.SecondOpinions;
import dev.claimsverdict.testing.TestApi;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each golden pair to the byte but for white space. Run with {@code -Dgolden.write=true} to write the answers anew, and
 * then read them before they are kept.
 */
class GoldenTest {

    @Test
    @DisplayName("there are golden pairs, for each kind of verdict")
    void thereAreSome() {
        List<String> routes = GoldenPair.all().stream().map(GoldenPair::route).toList();
        for (String route : List.of(
                "POST /v1/token-verdicts",
                "POST /v1/saml-verdicts",
                "POST /v1/amr-verdicts",
                "POST /v1/idp-verdicts",
                "POST /v1/org-verdicts")) {
            assertFalse(routes.stream().filter(route::equals).toList().isEmpty(), route);
        }
    }

    @TestFactory
    Stream<DynamicTest> golden() {
        return GoldenPair.all().stream().map(pair -> DynamicTest.dynamicTest(pair.toString(), () -> check(pair)));
    }

    private static void check(GoldenPair pair) throws IOException {
        HttpResult result = HttpResult.of(TestApi.invoke(pair.event().toString()));
        if (pair.route().equals("POST /v1/token-verdicts")) {
            SecondOpinions.ask(TestApi.json(pair.event().path("body").asText()), result.json());
        }
        ObjectNode answer = TestApi.JSON.createObjectNode().put("status", result.status());
        answer.set("body", result.json());
        Goldens.write(pair.folder(), answer);
        JsonNode golden = pair.answer();
        assertEquals(golden.path("status").asInt(), result.status());
        assertEquals(golden.path("body").toString(), result.body());
    }
}
