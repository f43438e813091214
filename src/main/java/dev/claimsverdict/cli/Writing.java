package dev.claimsverdict.cli;

import java.io.IOException;
import java.io.Writer;

/** A report that is written bit by bit, since it may be larger than the memory. */
@FunctionalInterface
interface Writing {

    /** Writes it. Throws IOException if the writer can't be written to. */
    void to(Writer writer) throws IOException;
}
