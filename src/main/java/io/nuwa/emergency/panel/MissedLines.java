package io.nuwa.emergency.panel;

import io.nuwa.emergency.files.Rotation;
import io.nuwa.emergency.files.WholeFile;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.RunState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lines of a run that are recorded and do not stand in its log: the process was killed between the
 * two, or somebody deleted the log. Lines are compared in every language, and without their time
 * where the first one tells that the log was begun in another zone.
 */
final class MissedLines {
  /** As long as {@code 2026-11-22 20:00:03 }. */
  private static final int TIME = 20;

  /** A log that is longer, in bytes, is gone on with as it is. */
  private static final long LONGEST = 1 << 26;

  /** Beyond this many comparisons the exact answer is not worth its time. */
  private static final long MOST = 4_000_000;

  private MissedLines() {}

  /**
   * The lines to be written, in order.
   *
   * @param before the state before the first entry; empty where that one begins the run
   */
  static List<String> of(
      Path log, Optional<RunState> before, List<Entry> entries, Narration narration)
      throws IOException {
    if (Files.exists(log) && (!Files.isRegularFile(log) || Files.size(log) > LONGEST)) {
      return List.of();
    }
    List<String> told = Files.exists(log) ? read(log) : List.of();
    List<Expected> expected = expected(before, entries, narration);
    if (before.isPresent()) {
      return expected.isEmpty() ? List.of() : missing(expected, since(expected, told), true);
    }
    int begin = begin(expected, told);
    if (begin == told.size() && Files.exists(Rotation.numbered(log, 1))) {
      // The run began in an earlier file of the log: nobody writes it all once more.
      return List.of();
    }
    boolean sameZone = begin < told.size() && expected.getFirst().is(told.get(begin), true);
    return missing(expected, told.subList(begin, told.size()), sameZone);
  }

  private static List<String> read(Path log) throws IOException {
    return new String(WholeFile.bytes(log), StandardCharsets.UTF_8).lines().toList();
  }

  /**
   * A line.
   *
   * @param time of it, as it stands at its beginning
   * @param texts how it may read behind that
   */
  private record Expected(String line, String time, List<String> texts) {
    boolean is(String told, boolean sameZone) {
      return told.length() > TIME
          && texts.contains(told.substring(TIME))
          && (!sameZone || told.startsWith(time));
    }
  }

  /** What was told in the second of the first line or later: those before are not looked for. */
  private static List<String> since(List<Expected> expected, List<String> told) {
    String from = expected.getFirst().time();
    return told.stream().filter(line -> line.compareTo(from) >= 0).toList();
  }

  private static List<Expected> expected(
      Optional<RunState> before, List<Entry> entries, Narration narration) {
    var expected = new ArrayList<Expected>();
    RunState state = before.orElse(null);
    for (Entry entry : entries) {
      state = state == null ? RunState.begin(entry) : state.after(entry);
      var texts = new ArrayList<String>();
      for (Language language : Language.values()) {
        texts.add(new Narration(language, narration.zone()).line(entry, state).substring(TIME));
      }
      String line = narration.line(entry, state);
      expected.add(new Expected(line, line.substring(0, TIME), texts));
    }
    return expected;
  }

  /** Where the log begins to tell this run; its end when it does not. */
  private static int begin(List<Expected> expected, List<String> told) {
    for (int i = told.size() - 1; i >= 0 && !expected.isEmpty(); i--) {
      if (expected.getFirst().is(told.get(i), false)) {
        return i;
      }
    }
    return told.size();
  }

  private static List<String> missing(
      List<Expected> expected, List<String> told, boolean sameZone) {
    int known = 0;
    int at = 0;
    while (known < expected.size() && at < told.size()) {
      if (expected.get(known).is(told.get(at), sameZone)) {
        known++;
      } else if (!isProgress(told.get(at))) {
        break;
      }
      at++;
    }
    List<Expected> rest = expected.subList(known, expected.size());
    List<String> others = told.subList(at, told.size());
    return (long) rest.size() * others.size() > MOST
        ? List.of()
        : difference(rest, others, sameZone);
  }

  private static boolean isProgress(String told) {
    return told.contains(" … ");
  }

  /** Those that are no part of the longest common subsequence. */
  private static List<String> difference(
      List<Expected> expected, List<String> told, boolean sameZone) {
    int[][] common = new int[expected.size() + 1][told.size() + 1];
    for (int i = expected.size() - 1; i >= 0; i--) {
      for (int j = told.size() - 1; j >= 0; j--) {
        common[i][j] =
            expected.get(i).is(told.get(j), sameZone)
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    var missing = new ArrayList<String>();
    int j = 0;
    for (int i = 0; i < expected.size(); i++) {
      while (j < told.size()
          && !expected.get(i).is(told.get(j), sameZone)
          && common[i][j + 1] == common[i][j]) {
        j++;
      }
      if (j < told.size() && expected.get(i).is(told.get(j), sameZone)) {
        j++;
      } else {
        missing.add(expected.get(i).line());
      }
    }
    return missing;
  }
}
