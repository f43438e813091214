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
 * Which IdPs an attribute refers to, by a plan's {@code configuration}: the only place that tells where a value will come
 * from that is known only after the apply. Follows variables and outputs of modules and {@code for_each}. Terraform
 * doesn't write local values there.
 */
final class References {

    /** Far more than anybody writes; a hostile plan could have references that lead to one another without end. */
    private static final int MOST_STEPS = 100;

    private final Map<String, JsonNode> modules = new HashMap<>();

    /** The calls of modules, by the module's own address. */
    private final Map<String, JsonNode> calls = new HashMap<>();

    /** By the address without keys. */
    private final Map<String, JsonNode> resources = new HashMap<>();

    /** The references of a plan's {@code configuration}; a missing one has none. */
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
     * @param key the key of one instance; empty for all of them
     * @param sameModule whether the reference stands in the same module, and so means the same instance of it
     */
    private record Target(String resource, String key, boolean sameModule) {}

    /** The IdPs that an attribute refers to. */
    record Found(Address referring, boolean byOwnKey, Set<Target> targets) {

        /**
         * The addresses of those that there are.
         *
         * @param idps all there are, by {@link Address#configured}
         */
        List<Address> among(Map<String, List<Address>> idps) {
            List<Address> meant = new ArrayList<>();
            for (Target target : targets) {
                for (Address address : idps.getOrDefault(target.resource(), List.of())) {
                    if ((target.key().isEmpty() || target.key().equals(address.key()))
                            && (!target.sameModule() || referring.module().equals(address.module()))) {
                        meant.add(address);
                    }
                }
            }
            List<Address> ofOwnKey = meant.stream()
                    .filter(address -> byOwnKey && address.key().equals(referring.key()))
                    .toList();
            return ofOwnKey.isEmpty() ? meant : ofOwnKey;
        }
    }

    /**
     * What an attribute refers to; nothing if the configuration doesn't tell all of it, or it isn't IdPs alone.
     *
     * @param steps the way to the attribute's expression, through blocks
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
         * Follows the references of an expression. False if they don't all lead to IdPs.
         *
         * @param owner the resource or the module call that {@code each} belongs to
         */
        boolean follow(String module, JsonNode owner, JsonNode expression) {
            boolean all =
                    !expression.isMissingNode() && expression.path("references").size() <= MOST_STEPS;
            for (String reference : all ? longest(expression.path("references")) : List.<String>of()) {
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
        // What comes behind the modules is read as a resource, so a name is added to make it one.
        return Address.of(reference + ".output").resource().split("\\.", 2)[0];
    }

    private static String parent(String module) {
        int last = module.lastIndexOf(".module.");
        return last < 0 ? "" : module.substring(0, last);
    }

    /** Terraform writes {@code a.b.id} and, behind it, {@code a.b}: only the first says what is meant. */
    private static List<String> longest(JsonNode references) {
        List<String> all = new ArrayList<>();
        Set<String> beginnings = new HashSet<>();
        for (JsonNode reference : references) {
            String text = reference.asText();
            all.add(text);
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) == '.' || text.charAt(i) == '[') {
                    beginnings.add(text.substring(0, i));
                }
            }
        }
        all.removeIf(beginnings::contains);
        return all;
    }
}
