package dev.claimsverdict.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;

/** The source of every JSON parser in this program. */
public final class StrictJson {

    private StrictJson() {}

    /**
     * A factory of parsers that share no state. By default, a factory's parsers share a table of member names that
     * callers fill. Names with colliding hashes make it inconsistent, and then parsing other callers' JSON fails.
     */
    public static JsonFactoryBuilder factory() {
        return new JsonFactoryBuilder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES);
    }
}
