package dev.claimsverdict.function;

import io.quarkus.test.common.DevServicesContext;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same function as it is deployed: the packaged jar, or with {@code -Pnative} the native executable. */
@QuarkusIntegrationTest
class VerdictFunctionIT extends BlackBox {

    DevServicesContext context;

    @Override
    String eventServer() {
        return context.devServicesProperties().get("quarkus-internal.aws-lambda.test-api");
    }
}
