package dev.claimsverdict.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the ids of IdPs in attributes, even if they are known only after the apply. */
final class IdpIds {

    private final References references;
    private final PlannedIdps idps;

    IdpIds(References references, PlannedIdps idps) {
        this.references = references;
        this.idps = idps;
    }

    /**
     * The ids in an attribute that is wholly or partly known only after the apply; empty if the configuration doesn't tell
     * which IdPs they belong to.
     *
     * @param address the resource's address
     * @param steps the way to the value: names of attributes and indexes of blocks
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
