package io.nuwa.emergency.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Reads YAML, and JSON as a part of it, into nodes that know their place. */
public final class ConfigReader {
  private static final int DEEPEST = 64;

  private final String file;
  private final SourceText source;
  private final Problems problems;
  private final Anchors anchors;
  private final BiConsumer<Position, String> tags;

  private ConfigReader(
      String file, SourceText source, Problems problems, BiConsumer<Position, String> tags) {
    this.tags = tags;
    this.file = file;
    this.source = source;
    this.problems = problems;
    this.anchors = new Anchors(problems);
  }

  /**
   * Reads one document. Anchors, aliases and merge keys are resolved; what an alias repeats keeps
   * the place where it was written first.
   *
   * @param file how messages shall call it
   * @param text its content
   * @return empty when the syntax is broken or nothing is in it; the problems say why
   */
  public static Optional<ConfigNode> read(String file, String text, Problems problems) {
    return read(file, text, problems, (place, tag) -> {});
  }

  /**
   * The same, for formats whose values have types of their own.
   *
   * @param tags told of each value that has one, such as {@code reset} for {@code !reset}
   */
  public static Optional<ConfigNode> read(
      String file, String text, Problems problems, BiConsumer<Position, String> tags) {
    SourceText source = SourceText.of(text);
    Optional<Problem> unprintable = source.unprintable(file);
    if (unprintable.isPresent()) {
      problems.add(unprintable.get().position(), unprintable.get().message());
      return Optional.empty();
    }
    return new ConfigReader(file, source, problems, tags).document();
  }

  private Optional<ConfigNode> document() {
    var start = new Position(file, 1, 1);
    try (YAMLParser parser = new YAMLFactory().createParser(source.text())) {
      if (parser.nextToken() == null) {
        problems.add(start, "the file is empty");
        return Optional.empty();
      }
      ConfigNode node = node(parser, 0);
      if (parser.nextToken() != null) {
        problems.add(
            at(parser.currentTokenLocation()), "a second document starts here; one is read");
      }
      return Optional.of(node);
    } catch (JsonProcessingException e) {
      complain(SyntaxComplaint.of(e.getOriginalMessage(), at(e.getLocation())));
    } catch (IOException | RuntimeException e) {
      complain(SyntaxComplaint.of(String.valueOf(e.getMessage()), start));
    }
    return Optional.empty();
  }

  private void complain(SyntaxComplaint complaint) {
    problems.add(complaint.position(), "cannot be read: " + complaint.message());
  }

  private ConfigNode node(YAMLParser parser, int depth) throws IOException {
    Position here = at(parser.currentTokenLocation());
    if (depth > DEEPEST) {
      throw new IOException("nested deeper than " + DEEPEST + " levels, at line " + here.line());
    }
    if (parser.isCurrentAlias()) {
      return anchors.alias(parser.getText(), here);
    }
    JsonToken token = parser.currentToken();
    if (parser.getTypeId() != null) {
      tags.accept(here, parser.getTypeId());
    }
    boolean single = token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY;
    Optional<String> anchor =
        single
            ? source.anchorAt(parser.currentTokenLocation().getCharOffset())
            : Optional.ofNullable(parser.getObjectId());
    ConfigNode node =
        switch (token) {
          case START_OBJECT -> mapping(parser, here, depth);
          case START_ARRAY -> sequence(parser, here, depth);
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
              new ConfigNode.Scalar(here, parser.getText(), ConfigNode.Scalar.Type.NUMBER);
          case VALUE_TRUE, VALUE_FALSE ->
              new ConfigNode.Scalar(here, parser.getText(), ConfigNode.Scalar.Type.BOOLEAN);
          case VALUE_NULL -> new ConfigNode.Scalar(here, "", ConfigNode.Scalar.Type.NULL);
          case VALUE_STRING, VALUE_EMBEDDED_OBJECT -> text(parser, here);
          case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME ->
              throw new IOException("unexpected " + token + " at line " + here.line());
        };
    anchor.ifPresent(name -> anchors.name(name, node));
    return node;
  }

  private ConfigNode text(YAMLParser parser, Position here) throws IOException {
    String tag = parser.getTypeId();
    if (tag != null && tag.startsWith("=")) {
      // Without quotes, YAML takes the '!=' of '!= 5' for the type of the value 5.
      problems.add(here, "put a text that starts with '!' into quotes");
    }
    return new ConfigNode.Scalar(here, parser.getText(), ConfigNode.Scalar.Type.TEXT);
  }

  private ConfigNode mapping(YAMLParser parser, Position here, int depth) throws IOException {
    var entries = new LinkedHashMap<String, ConfigNode.Entry>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      Position keyAt = at(parser.currentTokenLocation());
      parser.nextToken();
      var entry = new ConfigNode.Entry(keyAt, node(parser, depth + 1));
      ConfigNode.Entry first = entries.putIfAbsent(key, entry);
      if (first != null) {
        problems.add(keyAt, "'" + key + "' stands here a second time; first at " + first.key());
      }
    }
    return new ConfigNode.Mapping(here, anchors.merged(entries));
  }

  private ConfigNode sequence(YAMLParser parser, Position here, int depth) throws IOException {
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
}
