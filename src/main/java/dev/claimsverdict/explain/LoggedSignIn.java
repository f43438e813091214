package dev.claimsverdict.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The events of one sign-in, which share a session or a transaction.
 *
 * @param events the events that tell about the sign-in, by time
 * @param otherEvents how many other events share its session or transaction
 * @param otherSignIns how many other sign-ins the file has
 */
public record LoggedSignIn(List<LogEvent> events, int otherEvents, int otherSignIns) {

    private static final int MAX_EVENTS = 100_000;

    public LoggedSignIn {
        events = List.copyOf(events);
    }

    /**
     * Finds a sign-in in exported events: an array as {@code GET /api/v1/logs} returns it, a single event, or one event a line.
     *
     * @param session the id of the session or the transaction; without it, the last sign-in through an IdP is taken, or if
     *     there is none, the last sign-in
     */
    public static Reading<LoggedSignIn> in(String exported, Optional<String> session) {
        Optional<List<JsonNode>> json = json(exported);
        if (json.isEmpty()) {
            return refused(
                    "The events aren't JSON. Get them from GET /api/v1/logs. The table that the Admin Console exports"
                            + " lacks most of their data.");
        }
        List<LogEvent> events = new ArrayList<>();
        for (JsonNode each : json.get()) {
            Optional<LogEvent> event = LogEvent.of(each);
            if (event.isEmpty()) {
                return refused(
                        "The file contains something that isn't an event of Okta's System Log, with eventType and"
                                + " published.");
            }
            events.add(event.get());
        }
        if (events.size() > MAX_EVENTS) {
            return refused("The file has more than " + MAX_EVENTS + " events. Export those of the sign-in only.");
        }
        List<List<LogEvent>> signIns = signIns(events);
        Optional<List<LogEvent>> chosen = chosen(signIns, session);
        if (chosen.isEmpty()) {
            return refused(
                    session.isPresent()
                            ? "The file has no sign-in with that session or transaction."
                            : "The file has no event of a sign-in.");
        }
        List<LogEvent> shown =
                chosen.get().stream().filter(LogEvent::isOfSignIn).toList();
        return new Reading.Read<>(new LoggedSignIn(shown, chosen.get().size() - shown.size(), signIns.size() - 1));
    }

    private static Reading<LoggedSignIn> refused(String sentence) {
        return new Reading.Refused<>(Problem.of(400, sentence));
    }

    private static Optional<List<JsonNode>> json(String exported) {
        if (StrictTree.read(exported) instanceof Reading.Read<StrictTree>(StrictTree tree)) {
            List<JsonNode> all = new ArrayList<>();
            if (tree.root().isArray()) {
                tree.root().forEach(all::add);
            } else {
                all.add(tree.root());
            }
            return Optional.of(all);
        }
        List<JsonNode> lines = new ArrayList<>();
        for (String line : exported.lines().filter(line -> !line.isBlank()).toList()) {
            if (!(StrictTree.read(line) instanceof Reading.Read<StrictTree>(StrictTree tree))) {
                return Optional.empty();
            }
            lines.add(tree.root());
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
    }

    /**
     * The events of each sign-in, by time. Events that share an id belong together, also through other events. The sign-in
     * that ended last is the last.
     */
    private static List<List<LogEvent>> signIns(List<LogEvent> events) {
        // A disjoint-set forest: the parent of each id.
        Map<String, String> parents = new HashMap<>();
        for (LogEvent event : events) {
            for (String id : event.ids()) {
                parents.put(
                        root(parents, id), root(parents, event.ids().iterator().next()));
            }
        }
        Map<Object, List<LogEvent>> groups = new LinkedHashMap<>();
        for (LogEvent event : new LinkedHashSet<>(events)) {
            Object group = event.ids().isEmpty()
                    ? event
                    : root(parents, event.ids().iterator().next());
            groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(event);
        }
        return groups.values().stream()
                .filter(group -> group.stream().anyMatch(LogEvent::isOfSignIn))
                .map(group -> group.stream()
                        .sorted(Comparator.comparing(LogEvent::published))
                        .toList())
                .sorted(Comparator.comparing(group -> group.getLast().published()))
                .toList();
    }

    /** The id that stands for the whole set of this id. Shortens the way to it for all ids on the way. */
    private static String root(Map<String, String> parents, String id) {
        String root = id;
        for (String parent = parent(parents, root); !parent.equals(root); parent = parent(parents, root)) {
            root = parent;
        }
        for (String each = id; !each.equals(root); ) {
            String parent = parent(parents, each);
            parents.put(each, root);
            each = parent;
        }
        return root;
    }

    private static String parent(Map<String, String> parents, String id) {
        return Optional.ofNullable(parents.get(id)).orElse(id);
    }

    private static Optional<List<LogEvent>> chosen(List<List<LogEvent>> signIns, Optional<String> session) {
        if (session.isPresent()) {
            Set<String> ids = Set.of("session " + session.get(), "transaction " + session.get());
            return signIns.stream()
                    .filter(events -> events.stream()
                            .anyMatch(event -> event.ids().stream().anyMatch(ids::contains)))
                    .findFirst();
        }
        return signIns.reversed().stream()
                .filter(events -> events.stream().anyMatch(LogEvent::isAtIdp))
                .findFirst()
                .or(() -> signIns.isEmpty() ? Optional.empty() : Optional.of(signIns.getLast()));
    }

    /** The events from the last sign-in at the IdP on; all events if there is none. */
    List<LogEvent> fromIdpOn() {
        for (int i = events.size() - 1; i >= 0; i--) {
            if (events.get(i).isAtIdp()) {
                return events.subList(i, events.size());
            }
        }
        return events;
    }

    /** The ids of the rules that Okta evaluated after the sign-in at the IdP: rules of apps first, and of these the latest. */
    public List<String> ruleIds() {
        return fromIdpOn().reversed().stream()
                .filter(event -> event.type().equals(LogEvent.EVALUATION))
                .flatMap(event -> event.targets().reversed().stream())
                .filter(LogEvent.Target::isRule)
                .sorted(Comparator.comparing((LogEvent.Target target) -> !target.isAppRule()))
                .map(LogEvent.Target::id)
                .filter(id -> !id.isBlank())
                .distinct()
                .toList();
    }

    /** The ids of the targets of the sign-in at the IdP. If Okta names the IdP, its id is among them. */
    public List<String> idpIds() {
        return events.stream()
                .filter(LogEvent::isAtIdp)
                .flatMap(event -> event.targets().stream())
                .map(LogEvent.Target::id)
                .filter(id -> !id.isBlank())
                .distinct()
                .toList();
    }
}
