package io.nuwa.text2sql.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.nuwa.text2sql.http.Reply;
import io.nuwa.text2sql.http.Request;
import io.nuwa.text2sql.http.Route;
import io.nuwa.text2sql.schema.Column;
import io.nuwa.text2sql.schema.LiveSchema;
import io.nuwa.text2sql.schema.SchemaReader;
import io.nuwa.text2sql.schema.Table;
import java.io.IOException;
import java.sql.SQLException;

/** {@code GET /schema}. */
final class SchemaRoute implements Route {
  private final SchemaReader reader;

  SchemaRoute(SchemaReader reader) {
    this.reader = reader;
  }

  @Override
  public Reply answer(Request request) throws IOException {
    try {
      LiveSchema schema = reader.read();
      return Reply.json(200, Json.object(json -> write(json, schema)));
    } catch (SQLException down) {
      return Reply.error(503, "database", "the schema could not be read");
    }
  }

  private static void write(JsonGenerator json, LiveSchema schema) throws IOException {
    json.writeArrayFieldStart("tables");
    for (Table table : schema.tables()) {
      json.writeStartObject();
      json.writeStringField("name", table.name());
      json.writeStringField("comment", table.comment());
      json.writeArrayFieldStart("columns");
      for (Column column : table.columns()) {
        json.writeStartObject();
        json.writeStringField("name", column.name());
        json.writeStringField("type", column.type());
        json.writeStringField("comment", column.comment());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
