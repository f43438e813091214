package dev.claimsverdict.cli;

/**
 * Where something stands.
 *
 * @param pointer JSON pointer in that file
 */
record Location(String file, String pointer, int line) {}
