package io.nuwa.emergency.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Reads YAML, and JSON as a part of it, into nodes that know their place. */
public final class ConfigReader {
  private static final int DEEPEST = 64;

  private final String file;
  private final Problems problems;

  private ConfigReader(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * Reads one document.
   *
   * @param file how messages shall call it
   * @param text its content
   * @return empty when the syntax is broken or nothing is in it; the problems say why
   */
  public static Optional<ConfigNode> read(String file, String text, Problems problems) {
    return new ConfigReader(file, problems).document(text);
  }

  private Optional<ConfigNode> document(String text) {
    try (JsonParser parser = new YAMLFactory().createParser(text)) {
      if (parser.nextToken() == null) {
        problems.add(new Position(file, 1, 1), "the file is empty");
        return Optional.empty();
      }
      ConfigNode node = node(parser, 0);
      if (parser.nextToken() != null) {
        problems.add(at(parser.currentTokenLocation()), "a second document starts here; one is read");
      }
      return Optional.of(node);
    } catch (JsonProcessingException e) {
      problems.add(at(e.getLocation()), "cannot be read: " + firstLine(e.getOriginalMessage()));
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      problems.add(
          new Position(file, 1, 1), "cannot be read: " + firstLine(String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private ConfigNode node(JsonParser parser, int depth) throws IOException {
    Position here = at(parser.currentTokenLocation());
    if (depth > DEEPEST) {
      throw new IOException("nested deeper than " + DEEPEST + " levels at " + here);
    }
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> mapping(parser, here, depth);
      case START_ARRAY -> sequence(parser, here, depth);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new ConfigNode.Scalar(here, parser.getText(), ConfigNode.Scalar.Type.NUMBER);
      case VALUE_TRUE, VALUE_FALSE ->
          new ConfigNode.Scalar(here, parser.getText(), ConfigNode.Scalar.Type.BOOLEAN);
      case VALUE_NULL -> new ConfigNode.Scalar(here, "", ConfigNode.Scalar.Type.NULL);
      case VALUE_STRING, VALUE_EMBEDDED_OBJECT ->
          new ConfigNode.Scalar(here, parser.getText(), ConfigNode.Scalar.Type.TEXT);
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME ->
          throw new IOException("unexpected " + token + " at " + here);
    };
  }

  private ConfigNode mapping(JsonParser parser, Position here, int depth) throws IOException {
    var entries = new LinkedHashMap<String, ConfigNode.Entry>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      Position keyAt = at(parser.currentTokenLocation());
      parser.nextToken();
      var entry = new ConfigNode.Entry(keyAt, node(parser, depth + 1));
      if (entries.putIfAbsent(key, entry) != null) {
        problems.add(keyAt, "'" + key + "' stands here a second time");
      }
    }
    return new ConfigNode.Mapping(here, entries);
  }

  private ConfigNode sequence(JsonParser parser, Position here, int depth) throws IOException {
    var items = new ArrayList<ConfigNode>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(parser, depth + 1));
    }
    return new ConfigNode.Sequence(here, items);
  }

  private Position at(JsonLocation location) {
    return location == null
        ? new Position(file, 1, 1)
        : new Position(
            file, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }

  private static String firstLine(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("?");
  }
}
