package dev.claimsverdict.cli;

import dev.claimsverdict.json.FieldError;
import dev.claimsverdict.json.Problem;
import java.util.List;

/**
 * Why a file can't be judged, without any text of the file.
 *
 * @param sentence what is wrong; the fields, if there are any, are more exact
 * @param fields what is wrong with single fields
 */
record FileFault(String sentence, List<FieldError> fields) {

    FileFault {
        fields = List.copyOf(fields);
    }

    /** A fault of the whole file. */
    static FileFault of(String sentence) {
        return new FileFault(sentence, List.of());
    }

    /** A request's problem, in words about a file: users of the command line send no requests. */
    static FileFault of(Problem problem) {
        return new FileFault(
                problem.errors().isEmpty() ? words(problem.detail()) : "These fields of the file are wrong.",
                problem.errors().stream()
                        .map(error ->
                                new FieldError(error.pointer(), error.code(), words(error.detail()), error.named()))
                        .toList());
    }

    private static String words(String sentence) {
        return sentence.replace("The body", "The file")
                .replace("The request", "The file")
                .replace("The member is unknown. Known members", "The field is unknown. Known fields")
                .replace("same member twice", "same field twice")
                .replace("this member twice", "this field twice");
    }
}
