package dev.claimsverdict.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the ids of IdPs in attributes, also of IdPs whose ids are known only after the apply. */
final class IdpIds {

    private final References references;
    private final PlannedIdps idps;

    IdpIds(References references, PlannedIdps idps) {
        this.references = references;
        this.idps = idps;
    }

    /**
     * The ids of an attribute that is known only after the apply, wholly or in part; nothing if the configuration
     * doesn't tell which IdPs it will be.
     *
     * @param address the resource's address
     */
    Optional<List<String>> of(String address, Attributes attributes, String... steps) {
        return references.of(address, steps).map(found -> {
            List<String> ids = new ArrayList<>();
            JsonNode value = attributes.values();
            for (String step : steps) {
                value = Attributes.step(value, step);
            }
            for (JsonNode element : value) {
                if (element.isTextual()) {
                    ids.add(element.textValue());
                }
            }
            ids.addAll(idps.ids(found));
            return ids.stream().distinct().toList();
        });
    }
}
