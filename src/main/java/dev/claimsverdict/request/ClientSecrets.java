package dev.claimsverdict.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.json.StrictTree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A request without the client secrets of its IdPs. They are removed before anything else is read, so that no reader
 * can hash, show or keep one.
 *
 * @param tree the request without secrets; the caller's own tree if it had none
 * @param pointers JSON pointers of the secrets
 */
public record ClientSecrets(StrictTree tree, Set<String> pointers) {

    private static final String EACH = "*";
    private static final String SECRET = "client_secret";
    private static final List<String> CLIENT = List.of("protocol", "credentials", "client");

    public ClientSecrets {
        pointers = Set.copyOf(pointers);
    }

    /**
     * Removes the secrets.
     *
     * @param idps JSON pointers of IdP objects; the step {@code *} stands for each element of an array
     */
    public static ClientSecrets takenOutOf(StrictTree tree, List<String> idps) {
        Set<String> pointers = new HashSet<>();
        JsonNode root = tree.root();
        for (String pointer : idps) {
            List<String> idp = Stream.of(pointer.split("/")).skip(1).toList();
            root = without(root, Stream.concat(idp.stream(), CLIENT.stream()).toList(), () -> "", pointers);
        }
        return new ClientSecrets(
                root == tree.root() ? tree : new StrictTree(root, tree.duplicates(), tree.depth()), pointers);
    }

    /** Whether the IdP at that pointer had a secret. */
    boolean had(String idpPointer) {
        return pointers.contains(idpPointer + "/" + String.join("/", CLIENT) + "/" + SECRET);
    }

    /**
     * The node itself if there is no secret at the end of these steps; otherwise a copy that shares everything except
     * the path to the secret.
     */
    private static JsonNode without(JsonNode node, List<String> steps, Supplier<String> pointer, Set<String> pointers) {
        if (steps.isEmpty()) {
            return client(node, pointer, pointers);
        }
        String step = steps.getFirst();
        List<String> rest = steps.subList(1, steps.size());
        if (step.equals(EACH) && node instanceof ArrayNode array) {
            ArrayNode bare = array;
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                JsonNode element = without(array.get(i), rest, () -> pointer.get() + "/" + index, pointers);
                if (element != array.get(i)) {
                    bare = bare == array ? array.arrayNode(array.size()).addAll(array) : bare;
                    bare.set(i, element);
                }
            }
            return bare;
        }
        if (node instanceof ObjectNode object && object.get(step) instanceof JsonNode child) {
            JsonNode bare = without(child, rest, () -> pointer.get() + "/" + step, pointers);
            return bare == child ? object : copy(object).set(step, bare);
        }
        return node;
    }

    private static JsonNode client(JsonNode client, Supplier<String> pointer, Set<String> pointers) {
        if (!(client instanceof ObjectNode object && object.get(SECRET) instanceof JsonNode secret)) {
            return client;
        }
        ObjectNode bare = copy(object);
        bare.remove(SECRET);
        if (secret.isNull()) {
            return bare;
        }
        if (secret.isTextual()) {
            if (!secret.textValue().isBlank()) {
                pointers.add(pointer.get() + "/" + SECRET);
            }
            return bare;
        }
        // The reader reports that a secret must be a string. The value that stood there may be secret, too.
        return bare.set(SECRET, BooleanNode.FALSE);
    }

    private static ObjectNode copy(ObjectNode object) {
        ObjectNode copy = object.objectNode();
        copy.setAll(object);
        return copy;
    }
}
