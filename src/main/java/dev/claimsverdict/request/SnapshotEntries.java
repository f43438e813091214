package dev.claimsverdict.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A snapshot of an org (docs/snapshot.md) as a registry: an entry for each active IdP, with the org's settings and, for
 * a SAML IdP, the certificates that its {@code kid}s name. A snapshot doesn't say which rule an API wants, so no entry
 * has a rule.
 */
final class SnapshotEntries {

    private static final String NOTE = "snapshot.json";
    private static final String FORMAT = "claims-verdict-snapshot";
    private static final String IDPS = "idps.json";

    private SnapshotEntries() {}

    /**
     * The entries by their names in messages; empty unless one of the files says that they are a snapshot. A file that
     * can't be read becomes an entry with its problem.
     */
    static Optional<SequencedMap<String, Reading<StrictTree>>> of(SequencedMap<String, byte[]> files) {
        Map<String, Reading<StrictTree>> read = new LinkedHashMap<>();
        for (String name : new String[] {NOTE, IDPS, "keys.json", "org.json"}) {
            files.forEach((path, content) -> {
                if (path.equals(name) || path.endsWith("/" + name) || path.endsWith("\\" + name)) {
                    read.put(name, StrictTree.read(content));
                }
            });
        }
        if (!tree(read, NOTE).path("format").asText().equals(FORMAT)) {
            return Optional.empty();
        }
        SequencedMap<String, Reading<StrictTree>> entries = new LinkedHashMap<>();
        read.forEach((name, reading) -> {
            if (reading instanceof Reading.Refused) {
                entries.put(name, reading);
            }
        });
        JsonNode idps = tree(read, IDPS);
        if (!idps.isArray()) {
            entries.putIfAbsent(IDPS, new Reading.Refused<>(Problem.of(400, "The body isn't an array of IdPs.")));
        }
        for (JsonNode idp : idps) {
            if (!idp.path("status").asText().equals("INACTIVE")) {
                entries.put(
                        IDPS + " (" + idp.path("id").asText() + ")",
                        new Reading.Read<>(entry(idp, tree(read, "keys.json"), tree(read, "org.json"))));
            }
        }
        return Optional.of(entries);
    }

    private static JsonNode tree(Map<String, Reading<StrictTree>> read, String name) {
        return read.get(name) instanceof Reading.Read<StrictTree>(StrictTree tree)
                ? tree.root()
                : JsonNodeFactory.instance.missingNode();
    }

    private static StrictTree entry(JsonNode idp, JsonNode keys, JsonNode org) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.set("idp", idp);
        if (org.isObject()) {
            entry.set("org", org);
        }
        JsonNode trust = idp.path("protocol").path("credentials").path("trust");
        ArrayNode certificates = JsonNodeFactory.instance.arrayNode();
        for (JsonNode key : keys) {
            String kid = key.path("kid").asText();
            boolean named = kid.equals(trust.path("kid").asText());
            for (JsonNode other : trust.path("additionalKids")) {
                named |= kid.equals(other.asText());
            }
            // The first one is the key's own (RFC 7517 section 4.7).
            if (named && key.path("x5c").has(0)) {
                certificates.add(key.path("x5c").get(0));
            }
        }
        if (!certificates.isEmpty()) {
            entry.set("certificates", certificates);
        }
        // The trees were read within the limit, and nobody uses this tree's depth.
        return new StrictTree(entry, List.of(), StrictTree.MAX_DEPTH);
    }
}
