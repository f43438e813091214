package dev.claimsverdict.json;

import dev.claimsverdict.idp.Org;
import java.util.ArrayList;
import java.util.List;

/** Reads settings that are JSON themselves. */
public final class SettingReader {

    private SettingReader() {}

    /** The org's settings, or what is wrong with them: a sentence that names the field. */
    public sealed interface Reading {
        record Read(Org org) implements Reading {}

        record Faulty(String fault) implements Reading {}
    }

    /** Reads a deployment's org, written as the {@code org} of a request. */
    public static Reading org(String json) {
        return switch (StrictTree.read(json)) {
            case StrictTree.Reading.NotJson(String reason) -> new Reading.Faulty(reason.replace("The body", "It"));
            case StrictTree.Reading.Tree(StrictTree tree) -> {
                List<FieldError> errors = new ArrayList<>();
                Field field = Field.of(tree.root(), "", errors).required();
                Org org = RequestReader.org(field, Org.DEFAULT);
                tree.duplicateOutside(List.of())
                        .ifPresent(pointer -> errors.add(new FieldError(pointer, "The member stands twice.")));
                yield errors.isEmpty()
                        ? new Reading.Read(org)
                        : new Reading.Faulty(Problem.fields(errors).sentence());
            }
        };
    }
}
