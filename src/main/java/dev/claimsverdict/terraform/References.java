package dev.claimsverdict.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the IdPs that an attribute refers to in a plan's {@code configuration}, the only place that shows where a value
 * comes from that is known only after the apply. Follows variables and outputs of modules and {@code for_each}. Terraform
 * doesn't write local values there, so they end the search.
 */
final class References {

    /** Far more than anybody writes. In a hostile plan, references could lead to one another without end. */
    private static final int MOST_STEPS = 100;

    private final Map<String, JsonNode> modules = new HashMap<>();

    /** The calls of modules, by the address of the called module. */
    private final Map<String, JsonNode> calls = new HashMap<>();

    /** The resources, by their addresses without keys. */
    private final Map<String, JsonNode> resources = new HashMap<>();

    /** Reads a plan's {@code configuration}. If it is missing, there are no references. */
    References(JsonNode configuration) {
        module("", configuration.path("root_module"));
    }

    private void module(String path, JsonNode module) {
        modules.put(path, module);
        for (JsonNode resource : module.path("resources")) {
            resources.put(join(path, resource.path("address").asText()), resource);
        }
        module.path("module_calls").properties().forEach(call -> {
            String child = join(path, "module." + call.getKey());
            calls.put(child, call.getValue());
            module(child, call.getValue().path("module"));
        });
    }

    private static String join(String module, String address) {
        return module.isEmpty() ? address : module + "." + address;
    }

    /**
     * A resource that is referred to.
     *
     * @param resource its address without keys
     * @param key the key of one instance; empty means all instances
     * @param sameModule whether the reference is in the module of the attribute, and so means an IdP of the same instance of
     *     the module
     */
    private record Target(String resource, String key, boolean sameModule) {}

    /**
     * The IdPs that an attribute refers to.
     *
     * @param referring the address of the resource with the attribute
     * @param byOwnKey whether the reference uses the key of that resource ({@code each.key})
     */
    record Found(Address referring, boolean byOwnKey, Set<Target> targets) {

        /**
         * The addresses of these IdPs.
         *
         * @param idps the addresses of all IdPs, by {@link Address#configured}
         */
        List<Address> among(Map<String, List<Address>> idps) {
            List<Address> found = new ArrayList<>();
            for (Target target : targets) {
                for (Address address : idps.getOrDefault(target.resource(), List.of())) {
                    if ((target.key().isEmpty() || target.key().equals(address.key()))
                            && (!target.sameModule() || referring.module().equals(address.module()))) {
                        found.add(address);
                    }
                }
            }
            List<Address> ofOwnKey = found.stream()
                    .filter(address -> byOwnKey && address.key().equals(referring.key()))
                    .toList();
            return ofOwnKey.isEmpty() ? found : ofOwnKey;
        }
    }

    /**
     * The IdPs that an attribute refers to; empty if the configuration doesn't show all of them, or if the attribute refers to
     * something else, too.
     *
     * @param steps the way to the attribute's expression: names of attributes and indexes of blocks
     */
    Optional<Found> of(String address, String... steps) {
        Address referring = Address.of(address);
        JsonNode resource = resources.get(referring.configured());
        if (resource == null) {
            return Optional.empty();
        }
        JsonNode expression = resource.path("expressions");
        for (String step : steps) {
            expression = Attributes.step(expression, step);
        }
        Search search = new Search(referring.configuredModule());
        return search.follow(referring.configuredModule(), resource, expression) && !search.targets.isEmpty()
                ? Optional.of(
                        new Found(referring, search.byOwnKey && !referring.key().isEmpty(), search.targets))
                : Optional.empty();
    }

    private final class Search {

        private final String from;
        private final Set<Target> targets = new LinkedHashSet<>();
        private boolean byOwnKey;
        private int steps;

        Search(String from) {
            this.from = from;
        }

        /**
         * Follows the references of an expression. Returns false if they don't all lead to IdPs.
         *
         * @param owner the resource or module call whose {@code for_each} the references to {@code each} mean
         */
        boolean follow(String module, JsonNode owner, JsonNode expression) {
            boolean all =
                    !expression.isMissingNode() && expression.path("references").size() <= MOST_STEPS;
            for (String reference : all ? withoutPrefixes(expression.path("references")) : List.<String>of()) {
                steps++;
                all &= steps <= MOST_STEPS && follow(module, owner, reference);
            }
            return all;
        }

        private boolean follow(String module, JsonNode owner, String reference) {
            String[] names = reference.split("[.\\[]", 3);
            String name = names.length > 1 ? names[1] : "";
            return switch (names[0]) {
                case "var" -> {
                    JsonNode call = calls.getOrDefault(module, MissingNode.getInstance());
                    yield follow(parent(module), call, call.path("expressions").path(name));
                }
                case "module" -> {
                    String child = join(module, "module." + name);
                    JsonNode output = modules.getOrDefault(child, MissingNode.getInstance())
                            .path("outputs")
                            .path(output(reference));
                    yield follow(child, output, output.path("expression"));
                }
                case "each" -> {
                    boolean key = name.equals("key");
                    byOwnKey |= key && module.equals(from);
                    yield key || follow(module, owner, owner.path("for_each_expression"));
                }
                case "count", "path", "terraform" -> true;
                default -> idp(module, Address.of(reference));
            };
        }

        private boolean idp(String module, Address target) {
            String type = target.resource().replaceFirst("^data\\.", "").split("\\.", 2)[0];
            boolean idp = ResourceType.of(type)
                    .filter(each -> each.kind() == ResourceType.Kind.IDP)
                    .isPresent();
            if (idp) {
                targets.add(new Target(join(module, target.resource()), target.key(), module.equals(from)));
            }
            return idp;
        }
    }

    /** The output's name in {@code module.name["key"].output}. */
    private static String output(String reference) {
        // Address reads what follows the modules as "type.name", so a name is added.
        return Address.of(reference + ".output").resource().split("\\.", 2)[0];
    }

    private static String parent(String module) {
        int last = module.lastIndexOf(".module.");
        return last < 0 ? "" : module.substring(0, last);
    }

    /** The references without prefixes of others: Terraform writes {@code a.b.id} and then {@code a.b}, which says less. */
    private static List<String> withoutPrefixes(JsonNode references) {
        List<String> all = new ArrayList<>();
        Set<String> prefixes = new HashSet<>();
        for (JsonNode reference : references) {
            String text = reference.asText();
            all.add(text);
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) == '.' || text.charAt(i) == '[') {
                    prefixes.add(text.substring(0, i));
                }
            }
        }
        all.removeIf(prefixes::contains);
        return all;
    }
}
