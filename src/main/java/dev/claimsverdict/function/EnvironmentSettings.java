package dev.claimsverdict.function;

import io.quarkus.runtime.ImageMode;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import io.smallrye.config.SysPropConfigSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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
            Map<String, String> environment = System.getenv();
            builder.setAddDefaultSources(false)
                    .setAddSystemSources(false)
                    .setAddPropertiesSources(false)
                    .withSources(new SysPropConfigSource(), new EnvConfigSource(environment, ENVIRONMENT));
            if (!setsFramework(environment.keySet())
                    && !setsFramework(System.getProperties().stringPropertyNames())) {
                QuarkusSettings.useBuiltIn(builder);
            }
        }
    }

    /** Last, when everybody else has said what there is to be set. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }

    /** Whether any of these variables or system properties may set something of Quarkus, be it through application.properties. */
    static boolean setsFramework(Set<String> names) {
        for (String name : names) {
            String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
            if (variable.contains("QUARKUS")
                    || variable.contains("SMALLRYE")
                    || variable.contains("MP_CONFIG")
                    || variable.contains("CLAIMS_LOG_LEVEL")) {
                return true;
            }
        }
        return false;
    }
}
