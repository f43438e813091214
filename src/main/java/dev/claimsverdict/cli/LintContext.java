package dev.claimsverdict.cli;

import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.idp.Org;
import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.judge.OrgKnowledge;
import dev.claimsverdict.request.IdpRequestReader;
import dev.claimsverdict.request.OrgReader;
import dev.claimsverdict.request.RequestSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What {@code lint} knows in addition to the files that it judges: the edition of the AMR table, the org's settings,
 * its snapshot, and evidence. What a file says itself takes precedence.
 */
final class LintContext {

    static final String AMR_TABLE = "--amr-table";
    static final String ORG = "--org";
    static final String CONTEXT = "--context";
    static final String EVIDENCE = "--evidence";

    /** The function's variables that also work on the command line. */
    static final String AMR_TABLE_VARIABLE = "CLAIMS_AMR_TABLE";

    static final String ORG_VARIABLE = "CLAIMS_ORG";

    /**
     * The function's variable that the command line refuses. The command line reads no registry, so its verdicts would
     * differ from the function's.
     */
    static final String IDPS_VARIABLE = "CLAIMS_IDPS";

    private static final String IDPS_FILE = "idps.json";
    private static final String POLICIES_FILE = "policies.json";
    private static final String RULES_FILE = "rules.json";
    private static final String ORG_FILE = "org.json";
    private static final String EVIDENCE_FILE = "evidence.json";
    private static final List<String> SNAPSHOT = List.of(IDPS_FILE, POLICIES_FILE, RULES_FILE, ORG_FILE, EVIDENCE_FILE);

    private final RequestSettings settings;
    private final OrgKnowledge known;
    private final Optional<JsonFile> rules;
    private final Optional<JsonFile> evidence;
    private final boolean evidenceAskedFor;
    private final LineNumbers ruleLines;
    private final LineNumbers evidenceLines;

    private LintContext(
            RequestSettings settings,
            OrgKnowledge known,
            Optional<JsonFile> rules,
            Optional<JsonFile> evidence,
            boolean evidenceAskedFor) {
        this.settings = settings;
        this.known = known;
        this.rules = rules;
        this.evidence = evidence;
        this.evidenceAskedFor = evidenceAskedFor;
        this.ruleLines = rules.map(file -> LineNumbers.of(
                        file.text(),
                        IntStream.range(0, file.tree().root().size())
                                .mapToObj(i -> "/" + i)
                                .toList()))
                .orElse(LineNumbers.allAt(1));
        this.evidenceLines = evidence.map(file -> LineNumbers.of(
                        file.text(),
                        known.evidence().keySet().stream()
                                .map(name -> StrictTree.pointer("", name))
                                .toList()))
                .orElse(LineNumbers.allAt(1));
    }

    /** The values of the options. */
    record Asked(Optional<String> amrTable, Optional<String> org, Optional<String> context, Optional<String> evidence) {

        static Asked of(ParseResult given) {
            return new Asked(
                    Options.value(given, AMR_TABLE),
                    Options.value(given, ORG),
                    Options.value(given, CONTEXT),
                    Options.value(given, EVIDENCE));
        }
    }

    /** Nothing is known. */
    static final LintContext NOTHING =
            new LintContext(RequestSettings.DEFAULT, OrgKnowledge.NONE, Optional.empty(), Optional.empty(), false);

    /** The settings for a command that reads the org's files itself: by the option, or else by the function's variables. */
    static RequestSettings settings(Optional<String> amrTable, boolean atAllowed, Surroundings surroundings)
            throws Refusal {
        if (surroundings.variable(IDPS_VARIABLE).isPresent()) {
            throw Refusal.usage(
                    IDPS_VARIABLE + " is set, but this command reads no registry. Give it the IdPs as files, and"
                            + " unset the variable.");
        }
        Asked asked = new Asked(amrTable, Optional.empty(), Optional.empty(), Optional.empty());
        return new RequestSettings(
                atAllowed,
                table(asked, SettingsFile.NONE, surroundings),
                org(asked, SettingsFile.NONE, Optional.empty(), surroundings));
    }

    /** The options. */
    static List<OptionSpec> options() {
        return List.of(
                Options.path(
                        CONTEXT,
                        "FOLDER",
                        "A snapshot of the org, as claims-verdict snapshot writes it. Its other IdPs and its rules are the"
                                + " context of each change."),
                Options.path(
                        EVIDENCE,
                        "FILE",
                        "Evidence of what the IdPs send: a JSON object with IdP ids or resource addresses as names,"
                                + " {\"0oa1\": {\"amr\": [\"pwd\"]}}."),
                Options.path(ORG, "FILE", "The org's settings: a JSON object such as {\"engine\": \"CLASSIC\"}."),
                Options.words(
                        AMR_TABLE, AmrTable.EDITIONS, "The edition of the AMR table, for files that don't name one."));
    }

    /** The names of all files that would be read, whether or not they exist. */
    static Stream<String> files(Asked asked, SettingsFile file) {
        return Stream.of(
                        asked.org().stream(),
                        asked.evidence().or(file::evidence).stream(),
                        asked.context().or(file::context).stream()
                                .flatMap(folder -> SNAPSHOT.stream().map(name -> folder + "/" + name)))
                .flatMap(names -> names);
    }

    /**
     * Reads all of it. Throws Refusal with everything that is wrong.
     *
     * @param notes takes sentences about what is missing, for people
     */
    static LintContext of(Asked asked, SettingsFile file, Surroundings surroundings, List<String> notes)
            throws Refusal {
        if (surroundings.variable(IDPS_VARIABLE).isPresent()) {
            throw Refusal.usage(
                    IDPS_VARIABLE + " is set, but lint reads no registry. Give it the org's other IdPs and rules"
                            + " with --context, and unset the variable.");
        }
        Map<String, JsonFile> snapshot = snapshot(asked.context().or(file::context), surroundings, notes);
        AmrTable table = table(asked, file, surroundings);
        Org org = org(asked, file, Optional.ofNullable(snapshot.get(ORG_FILE)), surroundings);
        Optional<String> evidenceName = asked.evidence().or(file::evidence);
        Optional<JsonFile> evidence = evidenceName.isPresent()
                ? Optional.of(JsonFile.read(evidenceName.get(), surroundings))
                : Optional.ofNullable(snapshot.get(EVIDENCE_FILE));
        Optional<JsonFile> rules = Optional.ofNullable(snapshot.get(RULES_FILE));
        return new LintContext(
                new RequestSettings(false, table, org),
                known(snapshot, rules, evidence),
                rules,
                evidence,
                evidenceName.isPresent());
    }

    private static AmrTable table(Asked asked, SettingsFile file, Surroundings surroundings) throws Refusal {
        Map<String, Optional<String>> editions = new LinkedHashMap<>();
        editions.put(AMR_TABLE_VARIABLE, surroundings.variable(AMR_TABLE_VARIABLE));
        editions.put("amrTable in the settings file", file.amrTable());
        editions.put(AMR_TABLE, asked.amrTable());
        AmrTable table = AmrTable.DEFAULT;
        for (Map.Entry<String, Optional<String>> each : editions.entrySet()) {
            if (each.getValue().isPresent()) {
                table = AmrTable.edition(each.getValue().get())
                        .orElseThrow(() -> Refusal.usage(
                                each.getKey() + " must be one of " + String.join(", ", AmrTable.EDITIONS) + "."));
            }
        }
        return table;
    }

    private static Org org(Asked asked, SettingsFile file, Optional<JsonFile> ofSnapshot, Surroundings surroundings)
            throws Refusal {
        List<JsonFile> orgs = new ArrayList<>();
        Optional<String> variable = surroundings.variable(ORG_VARIABLE);
        if (variable.isPresent()) {
            orgs.add(
                    switch (StrictTree.read(variable.get())) {
                        case Reading.Read<StrictTree>(StrictTree tree) ->
                            new JsonFile(ORG_VARIABLE, "", variable.get(), tree);
                        case Reading.Refused<StrictTree>(Problem problem) ->
                            throw Refusal.usage(
                                    ORG_VARIABLE + ": " + problem.about("It").sentence());
                    });
        }
        ofSnapshot.ifPresent(orgs::add);
        file.org().ifPresent(orgs::add);
        if (asked.org().isPresent()) {
            orgs.add(JsonFile.read(asked.org().get(), surroundings));
        }
        Org org = Org.DEFAULT;
        for (JsonFile each : orgs) {
            org = each.required(OrgReader.read(each.tree(), org));
        }
        return org;
    }

    /** The files of a snapshot by their names. */
    private static Map<String, JsonFile> snapshot(
            Optional<String> folder, Surroundings surroundings, List<String> notes) throws Refusal {
        Map<String, JsonFile> files = new LinkedHashMap<>();
        if (folder.isEmpty()) {
            return files;
        }
        Path path = surroundings.directory().resolve(folder.get());
        if (!Files.isDirectory(path) || !Files.exists(path.resolve(IDPS_FILE))) {
            throw Refusal.usage(folder.get() + " isn't a snapshot of an org: a snapshot is a folder with " + IDPS_FILE
                    + ", " + RULES_FILE + " and " + ORG_FILE + ".");
        }
        for (String name : SNAPSHOT) {
            if (Files.exists(path.resolve(name))) {
                files.put(
                        name, JsonFile.read(Path.of(folder.get()).resolve(name).toString(), surroundings));
            }
        }
        if (!files.containsKey(RULES_FILE)) {
            notes.add(folder.get() + " has no " + RULES_FILE + ", so no rule of the org is judged.");
        }
        return files;
    }

    private static OrgKnowledge known(
            Map<String, JsonFile> snapshot, Optional<JsonFile> rules, Optional<JsonFile> evidence) throws Refusal {
        Optional<JsonFile> idps = Optional.ofNullable(snapshot.get(IDPS_FILE));
        if (idps.isEmpty() && evidence.isEmpty()) {
            return OrgKnowledge.NONE;
        }
        Reading<OrgKnowledge> reading = IdpRequestReader.orgKnowledge(
                idps.map(JsonFile::tree).orElse(EMPTY_ARRAY),
                Optional.ofNullable(snapshot.get(POLICIES_FILE))
                        .map(JsonFile::tree)
                        .orElse(EMPTY_ARRAY),
                rules.map(JsonFile::tree).orElse(EMPTY_ARRAY),
                evidence.map(JsonFile::tree).orElse(EMPTY_OBJECT));
        return switch (reading) {
            case Reading.Read<OrgKnowledge>(OrgKnowledge knowledge) -> knowledge;
            case Reading.Refused<OrgKnowledge>(Problem problem) -> {
                FileFault fault = FileFault.of(problem);
                List<Refusal> refusals = new ArrayList<>();
                refused(fault, "/snapshot/idps", idps).ifPresent(refusals::add);
                refused(fault, IdpRequestReader.SNAPSHOT_RULES, rules).ifPresent(refusals::add);
                refused(fault, IdpRequestReader.EVIDENCE_POINTER, evidence).ifPresent(refusals::add);
                throw Refusal.usage(refusals.stream()
                        .flatMap(refusal -> refusal.sentences().stream())
                        .toList());
            }
        };
    }

    private static final StrictTree EMPTY_ARRAY = empty("[]");
    private static final StrictTree EMPTY_OBJECT = empty("{}");

    private static StrictTree empty(String json) {
        return switch (StrictTree.read(json)) {
            case Reading.Read<StrictTree>(StrictTree tree) -> tree;
            case Reading.Refused<StrictTree> _ -> throw new IllegalStateException("a constant is not JSON");
        };
    }

    /** What is wrong with one of the files. */
    private static Optional<Refusal> refused(FileFault fault, String prefix, Optional<JsonFile> file) {
        List<FieldError> its = fault.fields().stream()
                .filter(error ->
                        error.pointer().equals(prefix) || error.pointer().startsWith(prefix + "/"))
                .map(error -> new FieldError(
                        error.pointer().substring(prefix.length()), error.code(), error.detail(), error.named()))
                .toList();
        return its.isEmpty() ? Optional.empty() : file.map(each -> each.wrong(new FileFault(fault.sentence(), its)));
    }

    RequestSettings settings() {
        return settings;
    }

    OrgKnowledge known() {
        return known;
    }

    /**
     * The place of a finding's field, if it isn't in the judged file.
     *
     * @param ownEvidence whether the judged file has evidence itself
     */
    Optional<Location> place(String pointer, boolean ownEvidence) {
        if (pointer.startsWith(IdpRequestReader.SNAPSHOT_RULES + "/")) {
            String within = pointer.substring(IdpRequestReader.SNAPSHOT_RULES.length());
            return rules.map(file -> new Location(file.name(), within, ruleLines.of(within)));
        }
        if (!ownEvidence && pointer.startsWith(IdpRequestReader.EVIDENCE_POINTER + "/")) {
            String within = pointer.substring(IdpRequestReader.EVIDENCE_POINTER.length());
            return evidence.map(file -> new Location(file.name(), within, evidenceLines.of(within)));
        }
        return Optional.empty();
    }

    /**
     * Checks that the evidence is about the input. Otherwise evidence under a misspelt name would be ignored silently.
     *
     * @param names the ids and addresses of all IdPs of the input
     * @return the names that belong to no IdP. Throws Refusal if none belongs to one
     */
    Set<String> unusedEvidence(Set<String> names) throws Refusal {
        if (!evidenceAskedFor) {
            return Set.of();
        }
        Set<String> all = known.context().idps().stream()
                .map(IdpConfiguration::id)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        all.addAll(names);
        Set<String> unused = known.evidence().keySet().stream()
                .filter(name -> !all.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        if (unused.size() == known.evidence().size()) {
            throw Refusal.usage(
                    evidence.orElseThrow().name()
                            + " names no IdP of the input. Name IdPs by their ids, or by the addresses of resources in a plan.");
        }
        return unused;
    }
}
