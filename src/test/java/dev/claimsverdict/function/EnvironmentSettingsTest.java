package dev.claimsverdict.function;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a native function takes from its environment")
class EnvironmentSettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QUARKUS_LOG_LEVEL",
                "quarkus.log.file.enabled",
                "_PROD_QUARKUS_LOG_LEVEL",
                "%prod.quarkus.log.level",
                "SMALLRYE_CONFIG_PROFILE",
                "smallrye.config.locations",
                "mp.config.profile",
                "CLAIMS_LOG_LEVEL",
                "claims.log-level"
            })
    void setsFramework(String name) {
        assertTrue(EnvironmentSettings.setsFramework(Set.of("PATH", name)));
    }

    @Test
    @DisplayName("Lambda's own variables and the other settings leave Quarkus as it was built")
    void leavesFramework() {
        assertFalse(EnvironmentSettings.setsFramework(Set.of(
                "AWS_LAMBDA_RUNTIME_API",
                "AWS_LAMBDA_LOG_LEVEL",
                "LAMBDA_TASK_ROOT",
                "LD_LIBRARY_PATH",
                "_HANDLER",
                "CLAIMS_IDPS",
                "CLAIMS_HOOK_SECRET",
                "java.io.tmpdir")));
    }
}
