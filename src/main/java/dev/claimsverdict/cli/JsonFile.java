package dev.claimsverdict.cli;

import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Problem;
import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JSON file, or a part of one, that isn't judged itself: settings, evidence, a part of a snapshot.
 *
 * @param name the file's name for people
 * @param pointer the part's place in the file; empty for the whole
 * @param text the whole file
 */
record JsonFile(String name, String pointer, String text, StrictTree tree) {

    /** The most faults that are shown. More would push the first ones off the screen. */
    private static final int MOST_FAULTS = 10;

    /** Reads a file. Throws Refusal if it can't be read or isn't JSON. */
    static JsonFile read(String name, Surroundings surroundings) throws Refusal {
        Optional<String> why = InputFile.whyNot(name, surroundings.directory());
        if (why.isPresent()) {
            throw Refusal.usage(name + " " + why.get() + ".");
        }
        InputFile file = InputFile.named(name);
        byte[] bytes = file.read(surroundings);
        if (bytes.length > InputFile.MAX_BYTES) {
            throw Refusal.usage(file.shownName() + " is larger than 64 MiB.");
        }
        Optional<String> binary = OtherContent.ofBytes(bytes);
        if (binary.isPresent()) {
            throw Refusal.usage(file.shownName() + ": " + binary.get());
        }
        try {
            String text = Content.decoded(bytes);
            return switch (StrictTree.read(text)) {
                case Reading.Read<StrictTree>(StrictTree tree) -> new JsonFile(file.shownName(), "", text, tree);
                case Reading.Refused<StrictTree>(Problem problem) ->
                    throw Refusal.usage(
                            file.shownName() + ": " + FileFault.of(problem).sentence());
            };
        } catch (CharacterCodingException _) {
            throw Refusal.usage(file.shownName() + " is not UTF-8.");
        }
    }

    /** The part at this JSON pointer. */
    JsonFile at(String part) {
        return new JsonFile(name, pointer + part, text, tree.at(part));
    }

    /** The value, if it could be read. Throws Refusal with each wrong field and its place in this file. */
    <T> T required(Reading<T> reading) throws Refusal {
        return switch (reading) {
            case Reading.Read<T>(T value) -> value;
            case Reading.Refused<T>(Problem problem) -> throw wrong(FileFault.of(problem));
        };
    }

    /** A refusal because of these faults. */
    Refusal wrong(FileFault fault) {
        List<String> sentences = new ArrayList<>();
        if (fault.fields().isEmpty()) {
            sentences.add(name + ": " + fault.sentence());
        }
        for (FieldError error : fault.fields()) {
            if (sentences.size() == MOST_FAULTS) {
                sentences.add(name + ": " + (fault.fields().size() - MOST_FAULTS) + " more fields are wrong.");
                break;
            }
            String where = pointer + error.pointer();
            sentences.add(name + ": " + (where.isEmpty() ? "" : where + ": ") + error.detail());
        }
        return Refusal.usage(sentences);
    }
}
