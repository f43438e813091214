package dev.claimsverdict.snapshot;

import java.nio.file.Path;

/**
 * Which org to read, and where to write it.
 *
 * @param org the org's URL, such as {@code https://acme.okta.com}
 * @param folder the folder to write, whose parent must exist
 */
public record SnapshotRequest(String org, Path folder, Credentials credentials) {}
