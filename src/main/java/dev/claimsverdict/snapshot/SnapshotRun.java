package dev.claimsverdict.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.idp.Org.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One run: reads the org's lists into the working folder and makes a snapshot from them. */
final class SnapshotRun {

    /** The form of ids in Okta. An id becomes a part of URLs and of file names. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final int VERSION = 1;

    private static final String ORGANIZATION = OrgList.ORGANIZATION.target();

    private final OrgUrl org;
    private final OrgClient client;
    private final ListReader reader;
    private final Secrets secrets;
    private final WorkFolder work;
    private final Clock clock;
    private final Progress progress;

    private final List<ReadList> read = new ArrayList<>();
    private final List<NotRead> notRead = new ArrayList<>();
    private final OrgSettings settings = new OrgSettings();
    private int done;
    private int total;
    private boolean continued;

    SnapshotRun(
            OrgUrl org,
            OrgClient client,
            ListReader reader,
            Secrets secrets,
            WorkFolder work,
            Clock clock,
            Progress progress) {
        this.org = org;
        this.client = client;
        this.reader = reader;
        this.secrets = secrets;
        this.work = work;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * What {@code /.well-known/okta-organization} says.
     *
     * @param engine absent if the org's pipeline is unknown
     */
    private record Organization(String id, Optional<Engine> engine) {}

    private record ReadList(OrgList list, int objects, int secrets, Instant readAt) {}

    private record Policy(String id, String name, boolean sourcesClaims) {}

    /** Runs. Throws an IOException if the disk refuses something; the folder is then as it was. */
    SnapshotResult into(SnapshotFolder folder) throws IOException {
        if (folder.isTaken()) {
            return new SnapshotResult.WrongUsage(
                    "The folder exists, but it isn't a snapshot, or it contains other files. Name another one.");
        }
        try {
            // Without credentials: only a host that has shown that it is an Okta org gets them.
            Answer answer = client.getWithoutCredentials(org.call(ORGANIZATION));
            Optional<Organization> found = organization(answer);
            if (found.isEmpty()) {
                return unreachable(notAnOrg(answer));
            }
            Organization organization = found.get();
            if (folder.orgId().filter(id -> !id.equals(organization.id())).isPresent()) {
                return new SnapshotResult.WrongUsage(
                        "The folder contains a snapshot of another org. Name another one.");
            }
            WorkFolder.Run run = continueOrBegin(organization);
            readAll(organization);
            if (read.isEmpty()) {
                return unreachable("The org shows nothing to these credentials. "
                        + notRead.getFirst().sentence());
            }
            return written(folder, run);
        } catch (SnapshotAborted e) {
            return unreachable(e.sentence());
        }
    }

    private SnapshotResult unreachable(String sentence) throws IOException {
        return new SnapshotResult.Unreachable(sentence, work.hasLists());
    }

    private static Optional<Organization> organization(Answer answer) {
        if (!(answer instanceof Answer.Json(JsonNode root, var _))) {
            return Optional.empty();
        }
        String id = root.path("id").asText();
        String pipeline = root.path("pipeline").asText();
        return ID.matcher(id).matches() && !pipeline.isEmpty()
                ? Optional.of(new Organization(id, OrgSettings.engine(pipeline)))
                : Optional.empty();
    }

    private static String notAnOrg(Answer answer) {
        return switch (answer) {
            case Answer.Json _ -> "The host doesn't answer GET " + ORGANIZATION + " as an Okta org does.";
            case Answer.None none ->
                NotRead.sentence("GET " + ORGANIZATION, none.status(), none.errorCode(), none.detail());
        };
    }

    /** The interrupted run of this org if it can be continued, or else a new run. */
    private WorkFolder.Run continueOrBegin(Organization organization) throws IOException {
        Instant now = clock.instant();
        Optional<WorkFolder.Run> interrupted = work.interrupted();
        Optional<WorkFolder.Run> same = interrupted.filter(run -> run.org().equals(org.text())
                && run.orgId().equals(organization.id())
                && !run.startedAt().isAfter(now)
                && run.startedAt().plus(WorkFolder.MAX_AGE).isAfter(now));
        if (same.isPresent()) {
            continued = true;
            progress.note("This continues the run that began at " + same.get().startedAt() + ".");
            return same.get();
        }
        if (interrupted.isPresent()) {
            progress.note("An interrupted run is not continued, because it is older than "
                    + WorkFolder.MAX_AGE.toHours() + " hours or read another org.");
        }
        WorkFolder.Run run = new WorkFolder.Run(org.text(), organization.id(), now);
        work.begin(run);
        return run;
    }

    private void readAll(Organization organization) throws IOException, SnapshotAborted {
        boolean classic = organization.engine().equals(Optional.of(Engine.CLASSIC));
        List<OrgList> policyLists = new ArrayList<>(OrgList.POLICIES_OF_BOTH);
        if (classic) {
            OrgList.IDENTITY_ENGINE_ONLY.forEach(list ->
                    notRead(list, NotRead.Reason.NOT_IN_ORG, "The org runs on the Classic Engine, which has none."));
        } else {
            policyLists.addAll(OrgList.POLICIES_OF_IDENTITY_ENGINE);
        }
        settings.engine(organization.engine());
        if (organization.engine().isEmpty()) {
            notRead(
                    OrgList.ORGANIZATION,
                    NotRead.Reason.FAILED,
                    "The org names a pipeline that this program doesn't know.");
        }
        total = policyLists.size() + (classic ? 3 : 4);
        List<ObjectNode> idps = objects(OrgList.IDPS).orElse(List.of());
        objects(OrgList.KEYS);
        objects(OrgList.FEATURES);
        if (!classic) {
            objects(OrgList.AUTHENTICATORS).ifPresent(settings::authenticators);
        }
        readPolicies(policyLists, idps);
        progress.reading("Done", total, total);
    }

    private void readPolicies(List<OrgList> lists, List<ObjectNode> idps) throws IOException, SnapshotAborted {
        Map<String, Policy> policies = new LinkedHashMap<>();
        boolean knowsSourcing = false;
        for (OrgList list : lists) {
            Optional<List<ObjectNode>> listed = objects(list);
            boolean sources = list.equals(OrgList.CLAIMS_SOURCING);
            knowsSourcing |= sources && listed.isPresent();
            for (ObjectNode policy : listed.orElse(List.of())) {
                policies.putIfAbsent(policy.path("id").asText(), policy(policy, sources));
            }
        }
        total += policies.size();
        List<ObjectNode> sourcing = new ArrayList<>();
        for (Policy policy : policies.values()) {
            Optional<List<ObjectNode>> rules = rules(policy);
            if (policy.sourcesClaims()) {
                knowsSourcing &= rules.isPresent();
                sourcing.addAll(rules.orElse(List.of()));
            }
        }
        if (knowsSourcing) {
            settings.claimsSourcing(sourcing, idps);
        }
    }

    private static Policy policy(ObjectNode policy, boolean sources) {
        boolean active = !policy.path("status").asText().equals("INACTIVE");
        return new Policy(policy.path("id").asText(), policy.path("name").asText(), sources && active);
    }

    private Optional<List<ObjectNode>> rules(Policy policy) throws IOException, SnapshotAborted {
        if (!ID.matcher(policy.id()).matches()) {
            done++;
            notRead(
                    OrgList.rules("{id}", policy.name()),
                    NotRead.Reason.FAILED,
                    "The policy's id doesn't have the form of an id in Okta.");
            return Optional.empty();
        }
        return objects(OrgList.rules(policy.id(), policy.name()), Optional.of(policy.id()));
    }

    /** Notes that a list isn't in the snapshot, for which there was no call. */
    private void notRead(OrgList list, NotRead.Reason reason, String detail) {
        notRead.add(new NotRead(list.target(), list.title(), reason, OptionalInt.empty(), Optional.empty(), detail));
    }

    private Optional<List<ObjectNode>> objects(OrgList list) throws IOException, SnapshotAborted {
        return objects(list, Optional.empty());
    }

    /**
     * The objects of a list, from the org or from the run that this one continues; absent if the list can't be read.
     *
     * @param policyId the {@code policyId} to set in each object
     */
    private Optional<List<ObjectNode>> objects(OrgList list, Optional<String> policyId)
            throws IOException, SnapshotAborted {
        progress.reading(list.title(), done, total);
        done++;
        Optional<WorkFolder.Stored> known = work.stored(list);
        if (known.isPresent()) {
            return Optional.of(keep(list, known.get()));
        }
        return switch (reader.read(list)) {
            case ListReader.Result.Missing(NotRead why) -> {
                notRead.add(why);
                yield Optional.empty();
            }
            case ListReader.Result.Read(List<ObjectNode> objects) -> {
                int removed = objects.stream().mapToInt(secrets::removeFrom).sum();
                policyId.ifPresent(id -> objects.forEach(rule -> rule.put("policyId", id)));
                WorkFolder.Stored stored = new WorkFolder.Stored(clock.instant(), removed, objects);
                work.store(list, stored);
                yield Optional.of(keep(list, stored));
            }
        };
    }

    private List<ObjectNode> keep(OrgList list, WorkFolder.Stored stored) {
        read.add(new ReadList(list, stored.objects().size(), stored.secretsRemoved(), stored.readAt()));
        return stored.objects();
    }

    private SnapshotResult written(SnapshotFolder folder, WorkFolder.Run run) throws IOException {
        Path fresh = work.fresh();
        OwnFiles.createFolder(fresh);
        Map<String, List<ReadList>> files = files();
        for (Map.Entry<String, List<ReadList>> file : files.entrySet()) {
            OwnFiles.write(fresh.resolve(file.getKey()), writer -> {
                try (JsonLines lines = new JsonLines(writer)) {
                    for (ReadList each : file.getValue()) {
                        WorkFolder.Stored stored = work.stored(each.list())
                                .orElseThrow(() -> new IOException("the working folder was changed"));
                        for (ObjectNode object : stored.objects()) {
                            lines.add(object);
                        }
                    }
                }
                writer.write("\n");
            });
        }
        OwnFiles.write(
                fresh.resolve("org.json"), writer -> writer.write(settings.org().toPrettyString() + "\n"));
        String note = note(run, files).toPrettyString();
        OwnFiles.write(fresh.resolve(SnapshotFolder.NOTE), writer -> writer.write(note + "\n"));
        folder.replaceWith(fresh, work.old());
        try {
            work.deleteRun();
        } catch (IOException _) {
            // The snapshot is complete anyway. deleteRun deletes the run's note first, so no later run continues it.
            progress.note("The working folder beside the snapshot could not be deleted.");
        }
        Map<String, Integer> objects = new TreeMap<>();
        files.forEach((file, lists) -> objects.put(file, count(lists)));
        return new SnapshotResult.Written(folder.path(), objects, notRead);
    }

    /** The lists of each file. A file without any list that could be read is left out. */
    private Map<String, List<ReadList>> files() {
        Map<String, List<ReadList>> files = new LinkedHashMap<>();
        for (ReadList each : read) {
            files.computeIfAbsent(each.list().file(), _ -> new ArrayList<>()).add(each);
        }
        List<ReadList> policies = files.getOrDefault("policies.json", List.of());
        if (!policies.isEmpty() && count(policies) == 0) {
            files.put(OrgList.RULES, List.of());
        }
        return files;
    }

    private static int count(List<ReadList> lists) {
        return lists.stream().mapToInt(ReadList::objects).sum();
    }

    private ObjectNode note(WorkFolder.Run run, Map<String, List<ReadList>> files) {
        ObjectNode note = JsonNodeFactory.instance.objectNode();
        note.put("format", SnapshotFolder.FORMAT);
        note.put("version", VERSION);
        note.put("org", run.org());
        note.put("orgId", run.orgId());
        note.put("startedAt", run.startedAt().toString());
        note.put("finishedAt", clock.instant().toString());
        note.put("continued", continued);
        note.put("whole", notRead.stream().noneMatch(each -> each.reason().incomplete()));
        ObjectNode about = note.putObject("files");
        files.forEach((file, lists) -> {
            ObjectNode each = about.putObject(file).put("objects", count(lists));
            lists.stream()
                    .map(ReadList::readAt)
                    .min(Instant::compareTo)
                    .ifPresent(first -> each.put("firstReadAt", first.toString()));
            lists.stream()
                    .map(ReadList::readAt)
                    .max(Instant::compareTo)
                    .ifPresent(last -> each.put("lastReadAt", last.toString()));
        });
        ArrayNode missing = note.putArray("notRead");
        for (NotRead each : notRead) {
            ObjectNode entry = missing.addObject();
            entry.put("call", each.call())
                    .put("title", each.title())
                    .put("reason", each.reason().name());
            each.status().ifPresent(status -> entry.put("status", status));
            each.errorCode().ifPresent(code -> entry.put("errorCode", code));
            entry.put("detail", each.detail());
        }
        settings.claimsSourcing().ifPresent(sourcing -> note.set("claimsSourcing", sourcing));
        note.put("secretsRemoved", read.stream().mapToInt(ReadList::secrets).sum());
        return note;
    }
}
