package dev.claimsverdict.cli;

/** The version of this program. */
final class Version {

    /**
     * The version in pom.xml. A test compares the two, because reading it from a file would need that file in the
     * executable.
     */
    static final String NUMBER = "0.1.0";

    private Version() {}
}
