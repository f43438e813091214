package dev.claimsverdict.bench.process;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * A program that can be started as a function.
 *
 * @param name the name in the table
 * @param folder its working directory
 * @param zipBytes the size of the deployed zip, if it is known
 */
public record Artefact(String name, List<String> command, Path folder, OptionalLong zipBytes) {}
