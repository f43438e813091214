package dev.claimsverdict.cli;

/**
 * A place in a file.
 *
 * @param pointer JSON pointer in the file
 */
record Location(String file, String pointer, int line) {}
