package io.nuwa.emergency.stage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
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
    BrokenStageFileException(String message) {
      super(message);
    }
  }

  /**
   * Reads the file.
   *
   * @return empty when there is none
   * @throws BrokenStageFileException when its content makes no sense
   */
  static Optional<StageFile> read(Path file) throws IOException {
    String text;
    try {
      text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    Map<String, String> fields = fields(text);
    try {
      return Optional.of(
          new StageFile(
              needed(fields, "stage"),
              Instant.parse(needed(fields, "since")),
              needed(fields, "run")));
    } catch (DateTimeParseException e) {
      throw new BrokenStageFileException("'since' is no instant: " + e.getParsedString());
    }
  }

  String json() throws IOException {
    var text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("schemaVersion", SCHEMA_VERSION);
      json.writeStringField("stage", stage);
      json.writeStringField("since", since.toString());
      json.writeStringField("run", run);
      json.writeEndObject();
    }
    return text + "\n";
  }

  private static Map<String, String> fields(String text) throws IOException {
    var fields = new HashMap<String, String>();
    try (JsonParser json = new JsonFactory().createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new BrokenStageFileException("it holds no JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken().isScalarValue()) {
          fields.put(name, json.getText());
        } else {
          json.skipChildren();
        }
      }
      return fields;
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new BrokenStageFileException(
          "line %d, column %d: %s"
              .formatted(at.getLineNr(), at.getColumnNr(), e.getOriginalMessage()));
    }
  }

  private static String needed(Map<String, String> fields, String name)
      throws BrokenStageFileException {
    String value = fields.get(name);
    if (value == null) {
      throw new BrokenStageFileException("'" + name + "' is missing");
    }
    return value;
  }
}
