package dev.claimsverdict.function;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonFactory;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaMapperRecorder;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The function inside Quarkus, on the JVM. */
@QuarkusTest
class VerdictFunctionTest extends BlackBox {

    /** Injects no mapper: that would keep a bean which Quarkus leaves out of what is deployed. */
    @Test
    @DisplayName("the parser of events keeps no names of one event for the next")
    void namesAreNotKept() {
        assertFalse(AmazonLambdaMapperRecorder.objectMapper
                .getFactory()
                .isEnabled(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES));
    }

    @Override
    String eventServer() {
        return ConfigProvider.getConfig().getValue("quarkus-internal.aws-lambda.test-api", String.class);
    }
}
