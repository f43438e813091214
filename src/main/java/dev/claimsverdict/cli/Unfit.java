package dev.claimsverdict.cli;

import java.io.IOException;

/** A file can't be judged, although it may be JSON. The message has no text of the file in it. */
final class Unfit extends IOException {

    Unfit(String message) {
        super(message);
    }
}
