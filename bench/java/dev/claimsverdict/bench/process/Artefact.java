package dev.claimsverdict.bench.process;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Something that can be started as a function.
 *
 * @param name what the table calls it
 * @param folder where it is started
 * @param zipBytes the size of what would be deployed, if it is known
 */
public record Artefact(String name, List<String> command, Path folder, OptionalLong zipBytes) {}
