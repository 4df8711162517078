package io.nuwa.emergency.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nuwa.emergency.files.WholeFile;
import io.nuwa.emergency.json.JsonObject;
import io.nuwa.emergency.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The content of a stage file: the stage that the project has reached, since when, and by which
 * run; {@code before} is the whole content that it had, so that it can be put back.
 */
final class StageFile {
  private static final int SCHEMA_VERSION = 1;
  private static final String BEFORE = "before";

  private final JsonObject content;
  private final String stage;
  private final Instant since;
  private final String run;

  /** The file is there and is not what this class writes. */
  static final class BrokenStageFileException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenStageFileException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private StageFile(JsonObject content) {
    this.content = content;
    this.stage = content.text("stage");
    this.since = content.instant("since");
    this.run = content.text("run");
  }

  /**
   * Reads the file.
   *
   * @return empty when there is none
   * @throws BrokenStageFileException when its content makes no sense; the message says where
   */
  static Optional<StageFile> read(Path file) throws IOException {
    String text;
    try {
      text = new String(WholeFile.bytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      var known = new StageFile(new JsonObject(JsonText.read(text)));
      // What could not be put back is found now, not when it is needed.
      known.before();
      return Optional.of(known);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new BrokenStageFileException(
          "line %d, column %d: %s"
              .formatted(at.getLineNr(), at.getColumnNr(), e.getOriginalMessage()),
          e);
    } catch (IOException | IllegalArgumentException e) {
      throw new BrokenStageFileException(e.getMessage(), e);
    }
  }

  /** The content that names another stage, and remembers this one. */
  static StageFile after(Optional<StageFile> before, String stage, Instant since, String run) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("schemaVersion", SCHEMA_VERSION);
    fields.put("stage", stage);
    fields.put("since", since.toString());
    fields.put("run", run);
    before.ifPresent(old -> fields.put(BEFORE, old.remembered(run)));
    return new StageFile(new JsonObject(fields));
  }

  /** What another run remembered is history: only a run's own stages are put back one by one. */
  private Map<String, Object> remembered(String by) {
    var fields = new LinkedHashMap<>(content.fields());
    if (!run.equals(by)) {
      fields.remove(BEFORE);
    }
    return fields;
  }

  String stage() {
    return stage;
  }

  /** When it was set. */
  Instant since() {
    return since;
  }

  /** What the file said before; empty when there was none, or it was not remembered. */
  Optional<StageFile> before() {
    return content.optionalObject(BEFORE).map(StageFile::new);
  }

  String text() {
    return JsonText.line(content.fields()) + "\n";
  }
}
