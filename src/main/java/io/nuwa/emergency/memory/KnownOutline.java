package io.nuwa.emergency.memory;

import io.nuwa.emergency.files.AtomicFile;
import io.nuwa.emergency.files.PlainFile;
import io.nuwa.emergency.files.WholeFile;
import io.nuwa.emergency.json.JsonObject;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.run.RunOutline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The outline of the plan that was last read and checked as a whole, kept beside the program, so
 * that a glance need not do it again. One line of JSON, then the plan as it was read: it counts for
 * that very text and that very program, because another build may find fault with the same plan.
 * Anything else that the file may hold counts as nothing, and a file that cannot be written is not
 * missed. Without streams, as all that {@code status --json} passes.
 */
public final class KnownOutline {
  private static final String SUFFIX = ".outline";

  private final Path program;

  /**
   * Reads and writes nothing yet.
   *
   * @param program the JAR; the file stands beside it
   */
  public KnownOutline(Path program) {
    this.program = program;
  }

  /** The outline of a plan with exactly this content. */
  public Optional<RunOutline> of(byte[] plan) {
    return read(file(), plan);
  }

  /** Remembers it for the plan with this content. */
  public void keep(byte[] plan, RunOutline outline) {
    write(file(), outline, new String(plan, StandardCharsets.UTF_8));
  }

  private Path file() {
    String name = program.getFileName().toString();
    int end = name.endsWith(".jar") ? name.length() - ".jar".length() : name.length();
    return program.resolveSibling(name.substring(0, end) + SUFFIX);
  }

  private Optional<RunOutline> read(Path file, byte[] plan) {
    try {
      byte[] bytes = WholeFile.bytes(file);
      int end = 0;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      if (end == bytes.length
          || !Arrays.equals(bytes, end + 1, bytes.length, plan, 0, plan.length)) {
        return Optional.empty();
      }
      var head = new JsonObject(JsonText.read(Arrays.copyOf(bytes, end)));
      return head.text("program").equals(identity()) ? Optional.of(decode(head)) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private void write(Path file, RunOutline outline, String plan) {
    try {
      // The plan may be its owner's alone, and the folder of the program everybody's.
      AtomicFile.write(file, JsonText.line(encode(outline)) + "\n" + plan, PlainFile.ownersOnly());
    } catch (IOException | RuntimeException e) {
      // The next glance reads the plan again.
    }
  }

  /** A program that was replaced has another time, or another size. */
  private String identity() throws IOException {
    var attributes = Files.readAttributes(program, BasicFileAttributes.class);
    return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS) + "/" + attributes.size();
  }

  private Map<String, Object> encode(RunOutline outline) throws IOException {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("program", identity());
    fields.put("plan", outline.plan());
    fields.put("digest", outline.digest());
    fields.put("title", outline.title());
    fields.put("timeBox", outline.timeBox());
    fields.put("blockers", OutlineCodec.encode(outline.blockers()));
    return fields;
  }

  private static RunOutline decode(JsonObject head) {
    return new RunOutline(
        head.text("plan"),
        head.text("digest"),
        head.text("title"),
        head.duration("timeBox"),
        OutlineCodec.blockers(head));
  }
}
