package org.eventextractor.core.document;

/**
 * What made an extract.
 *
 * @param version of Event Extractor
 * @param gitCommit it was built from; {@code unknown} outside a repository
 * @param imageDigest of the container image; {@code unknown} outside a container
 */
public record Software(String version, String gitCommit, String imageDigest) {}
