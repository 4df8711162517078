package io.nuwa.emergency.memory;

/**
 * Where a journal ends, so that it can be gone on with.
 *
 * @param records how many there are
 * @param bytes how long they are together
 * @param lastHash SHA-256 of the last line, in hex; empty for no line
 */
public record JournalEnd(long records, long bytes, String lastHash) {}
