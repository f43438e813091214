package dev.claimsverdict.function;

import io.quarkus.runtime.ImageMode;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import io.smallrye.config.SysPropConfigSource;

/**
 * Lets a native function take its settings from its environment alone, as Lambda gives them. What was set when it was built
 * holds as ever. A start that looks for files of settings, too, takes 2 ms longer, and would take what lies beside it for some.
 */
public final class EnvironmentSettings implements SmallRyeConfigBuilderCustomizer {

    /** Above what was built in, below system properties: MicroProfile Config, section "Default ConfigSources". */
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
}
