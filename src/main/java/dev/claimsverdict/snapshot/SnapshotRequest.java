package dev.claimsverdict.snapshot;

/**
 * Which org to read, and where to write it.
 *
 * @param org the org's URL
 * @param folder the folder of the snapshot
 */
public record SnapshotRequest(String org, String folder, Credentials credentials) {}
