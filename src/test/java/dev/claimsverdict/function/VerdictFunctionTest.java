package dev.claimsverdict.function;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;

/** The function inside Quarkus, on the JVM. */
@QuarkusTest
class VerdictFunctionTest extends BlackBox {

    @Override
    String eventServer() {
        return ConfigProvider.getConfig().getValue("quarkus-internal.aws-lambda.test-api", String.class);
    }
}
