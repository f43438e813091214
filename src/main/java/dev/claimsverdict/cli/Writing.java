package dev.claimsverdict.cli;

import java.io.IOException;
import java.io.Writer;

/** A report that is written bit by bit, because it may be larger than the memory. */
@FunctionalInterface
interface Writing {

    /** Writes the report. Throws IOException if the writer fails. */
    void to(Writer writer) throws IOException;
}
