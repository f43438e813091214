package dev.claimsverdict.function;

import io.quarkus.runtime.ImageMode;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import io.smallrye.config.SysPropConfigSource;

/**
 * A native function takes its settings only from environment variables and system properties, which override what its
 * build set. It reads no {@code .env} and no {@code config/application.properties}: a file that happens to lie beside
 * the executable must not change what the function decides, and looking for files adds 2 ms to each start.
 */
public final class EnvironmentSettings implements SmallRyeConfigBuilderCustomizer {

    /** MicroProfile Config, "Default ConfigSources": environment variables rank below system properties. */
    private static final int ENVIRONMENT = 300;

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            builder.setAddDefaultSources(false)
                    .setAddSystemSources(false)
                    .setAddPropertiesSources(false)
                    .withSources(new SysPropConfigSource(), new EnvConfigSource(System.getenv(), ENVIRONMENT));
        }
    }

    /** Runs last: Quarkus' own customizer asks for those files. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }
}
