package dev.claimsverdict.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.claimsverdict.json.Field;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.terraform.ResourceChange.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the resources of a plan or a state (<a
 * href="https://developer.hashicorp.com/terraform/internals/json-format">format 1.x</a>). Resources of the types in
 * {@link ResourceType} are read strictly; others may be anything.
 */
final class ResourceReader {

    static final String CHANGES = "resource_changes";

    private final List<FieldError> errors;
    private final List<Unread> unread = new ArrayList<>();

    ResourceReader(List<FieldError> errors) {
        this.errors = errors;
    }

    /**
     * A change of a resource that may be an IdP, but whose type isn't in {@link ResourceType}.
     *
     * @param pointer where its type is in the plan
     * @param position how many read changes come before it
     */
    record Unread(String address, String pointer, int position) {}

    /** The changes of resources that may be IdPs, but can't be judged. */
    List<Unread> unread() {
        return List.copyOf(unread);
    }

    /** The managed resources of {@code resource_changes}. */
    List<ResourceChange> changes(Field plan) {
        Field changes = plan.member(CHANGES);
        if (plan.node().path(CHANGES).isNull()) {
            changes.error("must be an array of objects");
        }
        List<ResourceChange> read = new ArrayList<>();
        for (Field change : changes.objects()) {
            if (change.enoughErrors()) {
                break;
            }
            if (change.isObject()) {
                change(change, read.size()).ifPresent(read::add);
            }
        }
        return read;
    }

    private Optional<ResourceChange> change(Field resource, int position) {
        Optional<String> name = resource.member("type").required().string();
        Optional<ResourceType> type = name.flatMap(ResourceType::of);
        if (type.isEmpty()) {
            name.filter(ResourceType::looksLikeIdp).ifPresent(_ -> unread(resource, position));
            return Optional.empty();
        }
        if (isData(resource.member("mode"))) {
            return Optional.empty();
        }
        int before = errors.size();
        Optional<String> address = resource.member("address").required().string();
        Optional<String> previous = resource.member("previous_address").string();
        Optional<String> deposed = resource.member("deposed").string();
        Field change = resource.member("change").required();
        Optional<Effect> effect = effect(change);
        marks(change.member("after_unknown"), type.get());
        effect.ifPresent(known -> {
            side(change.member("before"), known.hasBefore());
            // Terraform writes nothing for a resource whose values are all unknown.
            side(
                    change.member("after"),
                    known.hasAfter() && !change.node().path("after_unknown").booleanValue());
        });
        return errors.size() > before || effect.isEmpty()
                ? Optional.empty()
                : Optional.of(new ResourceChange(
                        type.get(),
                        address.orElse(""),
                        deposed.isPresent(),
                        previous,
                        effect.get(),
                        attributes(change, "before"),
                        attributes(change, "after"),
                        change.pointer()));
    }

    private void unread(Field resource, int position) {
        JsonNode node = resource.node();
        List<String> actions = new ArrayList<>();
        node.path("change").path("actions").forEach(action -> actions.add(action.asText()));
        if (!node.path("mode").asText().equals("data")
                && ResourceChange.effect(actions).filter(Effect::judged).isPresent()) {
            unread.add(new Unread(node.path("address").asText(), resource.pointer() + "/type", position));
        }
    }

    private static boolean isData(Field mode) {
        Optional<String> word = mode.string();
        if (word.isPresent() && !word.get().equals("managed") && !word.get().equals("data")) {
            mode.error("must be managed or data");
        }
        return word.equals(Optional.of("data"));
    }

    private static Optional<Effect> effect(Field change) {
        Field actions = change.member("actions");
        Optional<List<String>> words = change.isObject() ? actions.required().strings() : Optional.empty();
        Optional<Effect> effect = words.flatMap(ResourceChange::effect);
        if (words.isPresent() && effect.isEmpty()) {
            actions.error("must be one of no-op, create, read, update, delete and forget, or a"
                    + " replacement such as delete and create");
        }
        return effect;
    }

    private static void side(Field side, boolean required) {
        if (required) {
            side.required();
        }
        side.object();
    }

    /** Checks that the marks of unknown values are true, false or structures of them. */
    private static void marks(Field afterUnknown, ResourceType type) {
        if (afterUnknown.node().isBoolean()) {
            return;
        }
        for (String attribute : type.attributes()) {
            Field mark = afterUnknown.member(attribute);
            if (mark.present() && !mark.node().isBoolean() && !mark.node().isContainerNode()) {
                mark.error("must be true, false, or a structure of them");
            }
        }
    }

    private static Optional<Attributes> attributes(Field change, String side) {
        JsonNode values = change.node().path(side);
        JsonNode unknown = change.node().path(side + "_unknown");
        JsonNode sensitive = change.node().path(side + "_sensitive");
        boolean allUnknown = unknown.isBoolean() && unknown.booleanValue();
        if (!values.isObject() && !allUnknown) {
            return Optional.empty();
        }
        JsonNode known = values.isObject() ? values : JsonNodeFactory.instance.objectNode();
        return Optional.of(new Attributes(
                known,
                unknown.isMissingNode() ? BooleanNode.FALSE : unknown,
                sensitive,
                change.pointer() + "/" + side,
                change.pointer() + "/" + side + "_unknown"));
    }

    /**
     * The resources of a state's {@code values}, or of a plan's {@code planned_values}.
     *
     * @param values absent if the state is empty
     */
    List<StateResource> resources(Field values) {
        List<StateResource> read = new ArrayList<>();
        values.object().ifPresent(_ -> module(values.member("root_module"), read));
        return read;
    }

    private static void module(Field module, List<StateResource> read) {
        if (module.object().isEmpty()) {
            return;
        }
        for (Field resource : module.member("resources").objects()) {
            if (resource.enoughErrors()) {
                return;
            }
            if (resource.isObject()) {
                resource(resource).ifPresent(read::add);
            }
        }
        for (Field child : module.member("child_modules").objects()) {
            if (child.enoughErrors()) {
                return;
            }
            module(child, read);
        }
    }

    private static Optional<StateResource> resource(Field resource) {
        Optional<ResourceType> type =
                resource.member("type").required().string().flatMap(ResourceType::of);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        boolean data = isData(resource.member("mode"));
        Optional<String> address = resource.member("address").required().string();
        Field values = resource.member("values");
        // Terraform leaves out the values of an object that is to be created as a whole.
        values.object();
        return values.isObject() && address.isPresent()
                ? Optional.of(new StateResource(
                        type.get(),
                        address.get(),
                        data,
                        resource.member("deposed_key").string().isPresent(),
                        Attributes.known(values.node(), resource.node().path("sensitive_values"), values.pointer())))
                : Optional.empty();
    }
}
