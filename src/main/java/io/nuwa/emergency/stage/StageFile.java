package io.nuwa.emergency.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nuwa.emergency.json.JsonObject;
import io.nuwa.emergency.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The content of a stage file.
 *
 * @param stage the stage that the project has reached
 * @param since when it was set
 * @param run the run that set it
 */
record StageFile(String stage, Instant since, String run) {
  private static final int SCHEMA_VERSION = 1;

  /** The file is there and is not what this class writes. */
  static final class BrokenStageFileException extends IOException {
    BrokenStageFileException(String message, Throwable cause) {
      super(message, cause);
    }
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
      text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      var json = new JsonObject(JsonText.read(text));
      return Optional.of(
          new StageFile(json.text("stage"), json.instant("since"), json.text("run")));
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

  String json() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("schemaVersion", SCHEMA_VERSION);
    fields.put("stage", stage);
    fields.put("since", since.toString());
    fields.put("run", run);
    return JsonText.line(fields) + "\n";
  }
}
