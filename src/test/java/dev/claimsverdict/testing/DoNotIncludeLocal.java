package dev.claimsverdict.testing;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/**
 * Leaves out the gateway of {@code quarkus:dev}. Its classes are in {@code target/classes} after {@code quarkus:dev}, and
 * among the tests' classes after any other build.
 */
public final class DoNotIncludeLocal implements ImportOption {

    @Override
    public boolean includes(Location location) {
        return !location.contains("/dev/claimsverdict/local/");
    }
}
