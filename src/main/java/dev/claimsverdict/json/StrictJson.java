package dev.claimsverdict.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;

/** Where every JSON parser of this program comes from. */
public final class StrictJson {

    private StrictJson() {}

    /**
     * A factory of parsers that share nothing. By default the parsers of a factory share a table of member names, which
     * callers fill; names whose hashes collide leave it inconsistent, and then the parsing of other callers' JSON fails.
     */
    public static JsonFactoryBuilder factory() {
        return new JsonFactoryBuilder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES);
    }
}
