package io.nuwa.emergency.memory;

import io.nuwa.emergency.files.AtomicFile;
import io.nuwa.emergency.files.WholeFile;
import io.nuwa.emergency.json.JsonObject;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.json.RecordJson;
import io.nuwa.emergency.run.RunState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * The fold of a journal up to one of its lines, in a file beside it, so that a long journal need
 * not be read from its beginning. A projection: it is believed only when its own digest fits and
 * the line that it names stands where it says and has that hash; otherwise, or when something
 * behind it cannot be read, the journal is read whole. To delete it loses nothing.
 *
 * @param end of the part that was folded
 */
record Snapshot(JournalEnd end, RunState state) {
  /** To be raised when the same events fold into another state than before. */
  private static final long FOLD = 1;

  private static final long LONGEST = 1 << 24;

  static Path file(Path journal) {
    String name = journal.getFileName().toString();
    return journal.resolveSibling(
        name.equals("journal.jsonl") ? "snapshot.json" : name + ".snapshot.json");
  }

  /** Leaves it for whoever reads the journal next; where it cannot be written it is not missed. */
  void leave(Path journal) {
    String body = JsonText.line(RecordJson.fields(state));
    var head = new LinkedHashMap<String, Object>();
    head.put("fold", FOLD);
    head.put("end", RecordJson.fields(end));
    head.put("sha256", Hash.of(body.getBytes(StandardCharsets.UTF_8)));
    try {
      AtomicFile.write(file(journal), JsonText.line(head) + "\n" + body + "\n");
    } catch (IOException e) {
      // The journal is read from further back.
    }
  }

  /** The one beside this journal; empty when there is none that can be believed. */
  static Optional<Snapshot> of(Path journal) {
    Path file = file(journal);
    try {
      if (Files.notExists(file) || !Files.isRegularFile(file) || Files.size(file) > LONGEST) {
        return Optional.empty();
      }
      byte[] bytes = WholeFile.bytes(file);
      int head = line(bytes, 0);
      int body = line(bytes, head + 1);
      var named = new JsonObject(JsonText.read(Arrays.copyOf(bytes, head)));
      byte[] state = Arrays.copyOfRange(bytes, head + 1, body);
      if (named.number("fold") != FOLD || !named.text("sha256").equals(Hash.of(state))) {
        return Optional.empty();
      }
      JournalEnd end = RecordJson.read(JournalEnd.class, named.object("end").fields());
      return stands(journal, end)
          ? Optional.of(new Snapshot(end, RecordJson.read(RunState.class, JsonText.read(state))))
              .filter(known -> known.state.sequence() == end.records())
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static int line(byte[] bytes, int from) throws IOException {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    throw new IOException("a line is cut off");
  }

  /** Whether the last line that was folded is where it was. */
  private static boolean stands(Path journal, JournalEnd end) throws IOException {
    if (end.bytes() == 0) {
      // The first line behind it names the hash; until then the closed file has to be there.
      return Segments.of(journal).size() >= end.sealed();
    }
    Path file = journal;
    if (Segments.of(journal).size() != end.sealed()) {
      file = Segments.of(journal).get(end.sealed());
    }
    try (InputStream lines = Segments.open(file)) {
      lines.skipNBytes(end.lastLine());
      byte[] line = lines.readNBytes(Math.toIntExact(end.bytes() - end.lastLine()));
      return line.length > 0
          && line.length == end.bytes() - end.lastLine()
          && line[line.length - 1] == '\n'
          && Hash.of(Arrays.copyOf(line, line.length - 1)).equals(end.lastHash());
    }
  }
}
