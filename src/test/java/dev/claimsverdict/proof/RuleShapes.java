package dev.claimsverdict.proof;

import dev.claimsverdict.proof.RuleShape.ConstraintShape;
import dev.claimsverdict.proof.RuleShape.KnowledgeShape;
import dev.claimsverdict.proof.RuleShape.MethodList;
import dev.claimsverdict.proof.RuleShape.PossessionShape;
import dev.claimsverdict.proof.RuleShape.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The rules that there are with at most one constraint object, and random ones with several. */
final class RuleShapes {

    private static final boolean[] EITHER = {false, true};
    private static final List<List<String>> KNOWLEDGE_TYPES = List.of(
            List.of(), List.of("PASSWORD"), List.of("SECURITY_QUESTION"), List.of("PASSWORD", "SECURITY_QUESTION"));
    private static final List<List<String>> VERIFICATION_METHODS =
            List.of(List.of(), List.of("BIOMETRICS"), List.of("PIN"), List.of("BIOMETRICS", "PIN"));
    private static final List<List<String>> POSSESSION_TYPES = List.of(List.of(), List.of("PHONE"));

    private static final List<KnowledgeShape> KNOWLEDGE = knowledge();
    private static final List<PossessionShape> POSSESSION = possession();

    private RuleShapes() {}

    /** Every rule without a constraint object, and with one of each kind there is. */
    static List<RuleShape> all() {
        List<RuleShape> all = new ArrayList<>(List.of(
                new RuleShape.Deny(),
                new RuleShape.OtherType("AUTH_METHOD_CHAIN"),
                new RuleShape.OtherType("ID_PROOFING"),
                new RuleShape.GlobalSession(false),
                new RuleShape.GlobalSession(true)));
        List<Optional<KnowledgeShape>> knowledge = optional(KNOWLEDGE);
        List<Optional<PossessionShape>> possession = optional(POSSESSION);
        for (int factors = 1; factors <= 2; factors++) {
            all.add(new RuleShape.Assurance(factors, List.of()));
            for (Optional<KnowledgeShape> one : knowledge) {
                for (Optional<PossessionShape> other : possession) {
                    all.add(new RuleShape.Assurance(factors, List.of(new ConstraintShape(one, other))));
                }
            }
        }
        return all;
    }

    /** A rule of any kind; mostly one with two to four constraint objects that AMR values can meet. */
    static RuleShape random(Random random) {
        return switch (random.nextInt(40)) {
            case 0 -> new RuleShape.Deny();
            case 1 -> new RuleShape.OtherType(random.nextBoolean() ? "AUTH_METHOD_CHAIN" : "ID_PROOFING");
            case 2 -> new RuleShape.GlobalSession(random.nextBoolean());
            default -> {
                List<ConstraintShape> constraints = new ArrayList<>();
                for (int i = random.nextInt(12) == 0 ? random.nextInt(2) : 2 + random.nextInt(3); i > 0; i--) {
                    constraints.add(constraint(random));
                }
                yield new RuleShape.Assurance(1 + random.nextInt(2), constraints);
            }
        };
    }

    private static ConstraintShape constraint(Random random) {
        if (random.nextInt(40) == 0) {
            return ConstraintShape.EMPTY;
        }
        boolean both = random.nextInt(3) == 0;
        boolean knowledge = random.nextInt(3) == 0;
        return new ConstraintShape(
                both || knowledge ? Optional.of(knowledge(random)) : Optional.empty(),
                both || !knowledge ? Optional.of(possession(random)) : Optional.empty());
    }

    private static KnowledgeShape knowledge(Random random) {
        return new KnowledgeShape(
                random.nextInt(4) > 0, KNOWLEDGE_TYPES.get(random.nextInt(KNOWLEDGE_TYPES.size())), methods(random));
    }

    private static PossessionShape possession(Random random) {
        return new PossessionShape(
                random.nextInt(4) > 0,
                random.nextInt(3) == 0,
                random.nextInt(3) == 0,
                random.nextInt(3) == 0,
                random.nextInt(3) == 0,
                Presence.values()[random.nextInt(Presence.values().length)],
                VERIFICATION_METHODS.get(random.nextInt(8) == 0 ? 1 + random.nextInt(3) : 0),
                POSSESSION_TYPES.get(random.nextInt(16) == 0 ? 1 : 0),
                methods(random));
    }

    private static MethodList methods(Random random) {
        return random.nextInt(12) == 0
                ? MethodList.values()[random.nextInt(MethodList.values().length)]
                : MethodList.NONE;
    }

    private static List<KnowledgeShape> knowledge() {
        List<KnowledgeShape> all = new ArrayList<>();
        for (boolean required : EITHER) {
            for (List<String> types : KNOWLEDGE_TYPES) {
                for (MethodList methods : MethodList.values()) {
                    all.add(new KnowledgeShape(required, types, methods));
                }
            }
        }
        return all;
    }

    private static List<PossessionShape> possession() {
        List<PossessionShape> all = new ArrayList<>();
        // One bit for each property that is either asked for or not.
        for (int asked = 0; asked < 32; asked++) {
            for (Presence presence : Presence.values()) {
                for (List<String> verification : VERIFICATION_METHODS) {
                    for (List<String> types : POSSESSION_TYPES) {
                        for (MethodList methods : MethodList.values()) {
                            all.add(new PossessionShape(
                                    (asked & 1) != 0,
                                    (asked & 2) != 0,
                                    (asked & 4) != 0,
                                    (asked & 8) != 0,
                                    (asked & 16) != 0,
                                    presence,
                                    verification,
                                    types,
                                    methods));
                        }
                    }
                }
            }
        }
        return all;
    }

    private static <T> List<Optional<T>> optional(List<T> shapes) {
        List<Optional<T>> all = new ArrayList<>();
        all.add(Optional.empty());
        shapes.forEach(shape -> all.add(Optional.of(shape)));
        return all;
    }
}
