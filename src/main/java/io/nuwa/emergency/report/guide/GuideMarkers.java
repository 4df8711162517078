package io.nuwa.emergency.report.guide;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A guide cut at its two markers, each on a line of its own. Works on bytes, so that what stands
 * outside is kept whatever it is.
 *
 * @param before with the first marker's line
 * @param between what is ours
 * @param after with the last marker's line
 */
record GuideMarkers(byte[] before, byte[] between, byte[] after) {
  static final String BEGIN = "<!-- emergency:state:begin -->";
  static final String END = "<!-- emergency:state:end -->";

  /** The markers are missing, stand there twice, or the wrong way round. */
  static final class BrokenException extends RuntimeException {
    BrokenException(String message) {
      super(message);
    }
  }

  private record Line(int start, int end, String text) {}

  /**
   * Finds them.
   *
   * @param name of the file, for messages
   * @throws BrokenException when there is not exactly one of each, in this order
   */
  static GuideMarkers in(byte[] content, String name) {
    List<Line> lines = lines(content);
    List<Integer> begins = places(lines, BEGIN);
    List<Integer> ends = places(lines, END);
    if (begins.size() != 1 || ends.size() != 1) {
      throw new BrokenException(
          name
              + " must hold the lines '"
              + BEGIN
              + "' and '"
              + END
              + "' once each; found are "
              + found(begins)
              + " and "
              + found(ends)
              + ". It was left as it is: mend the markers, or move the file away and a new one is"
              + " written");
    }
    if (begins.getFirst() > ends.getFirst()) {
      throw new BrokenException(
          name
              + " has its markers the wrong way round: '"
              + END
              + "' stands in line "
              + ends.getFirst()
              + ", before '"
              + BEGIN
              + "' in line "
              + begins.getFirst()
              + ". It was left as it is: exchange them");
    }
    int from = lines.get(begins.getFirst() - 1).end();
    int to = lines.get(ends.getFirst() - 1).start();
    return new GuideMarkers(
        part(content, 0, from), part(content, from, to), part(content, to, content.length));
  }

  /** The whole guide with another text between its markers. */
  byte[] with(String text) {
    byte[] fresh = text.getBytes(StandardCharsets.UTF_8);
    var whole = new byte[before.length + fresh.length + after.length];
    System.arraycopy(before, 0, whole, 0, before.length);
    System.arraycopy(fresh, 0, whole, before.length, fresh.length);
    System.arraycopy(after, 0, whole, before.length + fresh.length, after.length);
    return whole;
  }

  String text() {
    return new String(between, StandardCharsets.UTF_8);
  }

  /** One char a byte, so that places are places of bytes. */
  private static List<Line> lines(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    var lines = new ArrayList<Line>();
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline + 1;
      lines.add(new Line(start, end, text.substring(start, end).strip()));
      start = end;
    }
    return lines;
  }

  private static List<Integer> places(List<Line> lines, String marker) {
    var places = new ArrayList<Integer>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).text().equals(marker)) {
        places.add(i + 1);
      }
    }
    return places;
  }

  private static String found(List<Integer> lines) {
    return lines.isEmpty()
        ? "none"
        : (lines.size() == 1 ? "line " : "lines ")
            + String.join(", ", lines.stream().map(String::valueOf).toList());
  }

  private static byte[] part(byte[] content, int from, int to) {
    return java.util.Arrays.copyOfRange(content, from, to);
  }
}
