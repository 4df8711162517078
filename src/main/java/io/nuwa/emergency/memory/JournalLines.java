package io.nuwa.emergency.memory;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a stream as bytes, one at a time, so that a file of any length can be read. */
final class JournalLines {
  /** A line that is longer is none of ours, and would fill the memory. */
  private static final int LONGEST = 1 << 26;

  private static final int AT_ONCE = 1 << 16;

  private final InputStream stream;
  private byte[] buffer = new byte[AT_ONCE];
  private int from;
  private int filled;
  private byte[] line = {};
  private boolean whole;

  JournalLines(InputStream stream) {
    this.stream = stream;
  }

  /** Goes on to the next line; false behind the last. */
  boolean next() throws IOException {
    int at = from;
    while (true) {
      for (; at < filled; at++) {
        if (buffer[at] == '\n') {
          take(at, true);
          return true;
        }
      }
      if (filled - from > LONGEST) {
        throw new IOException("a line is longer than " + LONGEST + " bytes");
      }
      int known = at - from;
      if (!fill()) {
        boolean rest = filled > from;
        take(filled, false);
        return rest;
      }
      at = from + known;
    }
  }

  private void take(int end, boolean ended) {
    line = Arrays.copyOfRange(buffer, from, end);
    from = ended ? end + 1 : end;
    whole = ended;
  }

  private boolean fill() throws IOException {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, filled - from);
      filled -= from;
      from = 0;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = stream.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, read);
    return read > 0;
  }

  /** The line without its end. */
  byte[] bytes() {
    return line;
  }

  /** Whether the line has an end. */
  boolean isWhole() {
    return whole;
  }
}
