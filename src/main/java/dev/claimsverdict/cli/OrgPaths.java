package dev.claimsverdict.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.claimsverdict.audit.Document;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.terraform.TerraformPlanReader;
import dev.claimsverdict.terraform.TerraformState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the files and folders of an org. */
final class OrgPaths {

    /**
     * The most bytes of all files: 256 MiB. The files of an org with thousands of IdPs and rules have a tenth of that.
     */
    private static final long MAX_BYTES = 4L * InputFile.MAX_BYTES;

    private static final String ORG = "org.json";
    private static final String EVIDENCE = "evidence.json";

    private final Surroundings surroundings;
    private final List<Document> documents = new ArrayList<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private boolean objectsAreWrong;
    private long bytes;

    private OrgPaths(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * The files of an org, read.
     *
     * @param files all of them
     * @param texts their texts, by their names
     */
    record Org(List<InputFile> files, List<Document> documents, Map<String, String> texts) {
        Org {
            files = List.copyOf(files);
            documents = List.copyOf(documents);
        }
    }

    /** A file that was given for a certain purpose. */
    record Named(String file, Document.Kind kind) {}

    /** A file and its purpose. */
    private record Chosen(InputFile file, Document.Kind kind) {}

    /**
     * Reads paths. In a folder, {@code org.json} has the org's settings and {@code evidence.json} the evidence.
     *
     * @param named files that were given for a certain purpose; they replace a folder's
     * @throws Refusal if a path can't be opened, or if a file isn't JSON
     */
    static Org read(List<String> paths, List<Named> named, Surroundings surroundings) throws Refusal {
        Set<Document.Kind> replaced = EnumSet.noneOf(Document.Kind.class);
        named.forEach(each -> replaced.add(each.kind()));
        List<Chosen> chosen = new ArrayList<>();
        for (InputFile file : InputFiles.of(paths, surroundings.directory())) {
            Document.Kind kind = file.found() ? kind(file) : Document.Kind.OBJECTS;
            if (!replaced.contains(kind)) {
                chosen.add(new Chosen(file, kind));
            }
        }
        for (Named each : named) {
            InputFile file = InputFiles.of(List.of(each.file()), surroundings.directory())
                    .getFirst();
            chosen.add(new Chosen(file, each.kind()));
        }
        OrgPaths read = new OrgPaths(surroundings);
        for (Chosen each : chosen) {
            read.add(each);
        }
        if (!read.faults.isEmpty()) {
            throw refusal(read.faults, read.objectsAreWrong);
        }
        return new Org(chosen.stream().map(Chosen::file).toList(), read.documents, read.texts);
    }

    private static Document.Kind kind(InputFile file) {
        Path name = Path.of(file.name()).getFileName();
        return switch (name == null ? "" : name.toString()) {
            case ORG -> Document.Kind.ORG;
            case EVIDENCE -> Document.Kind.EVIDENCE;
            default -> Document.Kind.OBJECTS;
        };
    }

    private void add(Chosen chosen) throws Refusal {
        byte[] content = chosen.file().read(surroundings);
        bytes += content.length;
        if (bytes > MAX_BYTES) {
            throw Refusal.of(
                    ExitStatus.BREAKING, "The files have more than " + MAX_BYTES / (1024 * 1024) + " MiB in total.");
        }
        String name = chosen.file().shownName();
        switch (Content.any(content)) {
            case Content.Json json -> {
                texts.put(name, json.text());
                document(name, chosen.kind(), json.tree());
            }
            case Content.Other(String sentence) -> fault(name, chosen.kind(), sentence);
            case Content.Unreadable(FileFault fault, int _) -> fault(name, chosen.kind(), fault.sentence());
        }
    }

    private void fault(String name, Document.Kind kind, String sentence) {
        objectsAreWrong |= kind == Document.Kind.OBJECTS;
        faults.add(name + ": " + sentence);
    }

    /**
     * A refusal because of these faults.
     *
     * @param ofObjects whether the objects to judge are wrong; wrong evidence or settings are wrong usage, as for lint
     */
    static Refusal refusal(List<String> faults, boolean ofObjects) {
        return ofObjects ? Refusal.of(ExitStatus.BREAKING, faults) : Refusal.usage(faults);
    }

    private void document(String name, Document.Kind kind, StrictTree tree) {
        boolean state = kind == Document.Kind.OBJECTS
                && TerraformPlanReader.isTerraform(tree)
                && tree.root().path("values").isObject();
        if (!state) {
            documents.add(new Document(name, kind, tree));
            return;
        }
        switch (TerraformState.read(tree)) {
            case Reading.Read<TerraformState>(TerraformState read) -> {
                ArrayNode objects = JsonNodeFactory.instance.arrayNode();
                read.idps().forEach(objects::add);
                read.rules().forEach(objects::add);
                documents.add(new Document(
                        name, Document.Kind.STATE, new StrictTree(objects, List.of(), StrictTree.MAX_DEPTH)));
            }
            case Reading.Refused<TerraformState>(Problem problem) ->
                fault(name, kind, FileFault.of(problem).sentence());
        }
    }
}
