package io.nuwa.emergency.run;

/**
 * Points to raw evidence.
 *
 * @param name what it is
 * @param sha256 of its bytes, in hex, and its file name in the evidence folder
 * @param bytes its length
 */
public record EvidenceRef(String name, String sha256, long bytes) {}
