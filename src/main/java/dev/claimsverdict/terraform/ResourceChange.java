package dev.claimsverdict.terraform;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element of a plan's {@code resource_changes}.
 *
 * @param deposed whether it is an old object that Terraform didn't delete when it replaced the resource
 * @param previousAddress the address before the resource was moved
 * @param before the attributes before, if there are any
 * @param after the attributes after, if there are any
 * @param pointer where the member {@code change} is in the plan
 */
record ResourceChange(
        ResourceType type,
        String address,
        boolean deposed,
        Optional<String> previousAddress,
        Effect effect,
        Optional<Attributes> before,
        Optional<Attributes> after,
        String pointer) {

    /** What happens to the object in Okta. */
    enum Effect {
        CREATED(false, true),
        CHANGED(true, true),
        /** Another object takes its place. */
        REPLACED(true, true),
        DELETED(true, false),
        /** The object stays as it is. */
        KEPT(false, false),
        /** The object stays as it is, but Terraform no longer manages it. */
        FORGOTTEN(false, false),
        /** The object stays as it is, Terraform no longer manages it, and there is a new one beside it. */
        CREATED_BESIDE(false, true);

        private final boolean hasBefore;
        private final boolean hasAfter;

        Effect(boolean hasBefore, boolean hasAfter) {
            this.hasBefore = hasBefore;
            this.hasAfter = hasAfter;
        }

        /** Whether the verdict is about the object before. */
        boolean hasBefore() {
            return hasBefore;
        }

        /** Whether the verdict is about the object after. */
        boolean hasAfter() {
            return hasAfter;
        }

        /** Whether anything changes in Okta. */
        boolean judged() {
            return hasBefore || hasAfter;
        }
    }

    /** All combinations that Terraform writes. */
    private static final Map<List<String>, Effect> ACTIONS = Map.of(
            List.of("create"), Effect.CREATED,
            List.of("create", "forget"), Effect.CREATED_BESIDE,
            List.of("update"), Effect.CHANGED,
            List.of("delete", "create"), Effect.REPLACED,
            List.of("create", "delete"), Effect.REPLACED,
            List.of("delete"), Effect.DELETED,
            List.of("no-op"), Effect.KEPT,
            List.of("read"), Effect.KEPT,
            List.of("forget"), Effect.FORGOTTEN);

    /** The effect of {@code actions}; empty if Terraform never writes this combination. */
    static Optional<Effect> effect(List<String> actions) {
        return Optional.ofNullable(ACTIONS.get(actions));
    }

    /** The attributes of the objects that Okta has after the apply. */
    List<Attributes> remaining() {
        return switch (effect) {
            case CREATED, CHANGED, REPLACED, KEPT -> after.stream().toList();
            case FORGOTTEN -> before.stream().toList();
            case CREATED_BESIDE ->
                Stream.concat(after.stream(), before.stream()).toList();
            case DELETED -> List.of();
        };
    }
}
