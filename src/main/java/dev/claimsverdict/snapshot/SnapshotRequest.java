package dev.claimsverdict.snapshot;

import java.nio.file.Path;

/**
 * Which org to read, and where to write it.
 *
 * @param org the org's URL
 * @param folder the folder of the snapshot
 */
public record SnapshotRequest(String org, Path folder, Credentials credentials) {}
