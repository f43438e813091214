package dev.claimsverdict.function;

import io.quarkus.runtime.ImageMode;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilder.MappingBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.util.HashMap;
import java.util.Map;

/**
 * Quarkus' own settings, such as those of its log, as objects that are made when the native executable is built, instead of
 * at each start (docs/adr/0008). They serve where nothing sets any of them.
 */
final class QuarkusSettings {

    /** Made by Quarkus' build: all that configures a start. */
    private static final String GENERATED = "io.quarkus.runtime.generated.RunTimeConfig";

    private static final Map<ConfigClass, Object> BUILT_IN =
            ImageMode.current() == ImageMode.NATIVE_BUILD ? read() : Map.of();

    private QuarkusSettings() {}

    /** Lets a configuration that all settings are known of take these objects. */
    static void useBuiltIn(SmallRyeConfigBuilder builder) {
        MappingBuilder mappings = builder.getMappingsBuilder();
        mappings.getMappings().removeAll(BUILT_IN.keySet());
        mappings.getMappingsInstances().putAll(BUILT_IN);
        // Looked for in the build; nothing here is set that was not known then.
        builder.withValidateUnknown(false);
    }

    /** From application.properties, as Quarkus' build took them in, and from nothing of the machine that builds. */
    private static Map<ConfigClass, Object> read() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
        try {
            Class.forName(GENERATED)
                    .asSubclass(SmallRyeConfigBuilderCustomizer.class)
                    .getConstructor()
                    .newInstance()
                    .configBuilder(builder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(GENERATED + " is another in this version of Quarkus", e);
        }
        builder.withCustomizers(new WithoutMachine());
        SmallRyeConfig config = builder.build();
        Map<ConfigClass, Object> settings = new HashMap<>();
        for (ConfigClass each : builder.getMappingsBuilder().getMappings()) {
            settings.put(each, config.getConfigMapping(each.getType(), each.getPrefix()));
        }
        return settings;
    }

    private static final class WithoutMachine implements SmallRyeConfigBuilderCustomizer {
        @Override
        public void configBuilder(SmallRyeConfigBuilder builder) {
            builder.setAddDefaultSources(false).setAddSystemSources(false).setAddPropertiesSources(false);
        }

        @Override
        public int priority() {
            return Integer.MAX_VALUE;
        }
    }
}
