package io.nuwa.emergency.cli;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schemas that we publish in {@code docs/schema}. */
public enum PublishedSchema {
  STATUS,
  EXECUTE,
  DRY_RUN,
  ERROR,
  DOCTOR,
  DIAGNOSE,
  DIAGNOSIS,
  DRILL,
  REPORT,
  PICTURES,
  JOURNAL_VERIFICATION,
  STATUS_FILE,
  ASSIGNMENTS,
  ALERT;

  private static final Path FOLDER = Path.of("docs/schema");

  /** What a document has against it; empty when it follows this schema. */
  public List<String> problems(String json) {
    return schema()
        .validate(
            json,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Object::toString)
        .toList();
  }

  private Schema schema() {
    Map<String, String> known = new HashMap<>();
    for (PublishedSchema each : values()) {
      known.put("urn:nuwa:emergency:" + each.word() + ":1", each.text());
    }
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(known))
        .getSchema(text(), InputFormat.JSON);
  }

  private String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  private String text() {
    try {
      return Files.readString(FOLDER.resolve(word() + ".schema.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
