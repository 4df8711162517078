package io.nuwa.text2sql.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The body of {@code POST /query}.
 *
 * @param question what is asked, at most 500 characters
 * @param sql SQL to run in place of a translation
 */
record QueryRequest(String question, Optional<String> sql) {
  private static final Set<String> KNOWN = Set.of("question", "sql");
  private static final int LONGEST_QUESTION = 500;

  /** Reads the body; the message of the exception may be shown to the client. */
  static QueryRequest parse(byte[] body) throws IOException {
    Map<String, String> members = new HashMap<>();
    try (JsonParser json = Json.factory().createParser(body)) {
      require(json.nextToken() == JsonToken.START_OBJECT, "the body must be a JSON object");
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        require(KNOWN.contains(name), "unknown member '" + name + "'");
        JsonToken value = json.nextToken();
        if (value != JsonToken.VALUE_NULL) {
          require(value == JsonToken.VALUE_STRING, "'" + name + "' must be a text");
          members.put(name, json.getText());
        }
      }
      require(json.currentToken() == JsonToken.END_OBJECT, "the JSON object never ends");
    }
    String question = members.getOrDefault("question", "");
    Optional<String> sql = Optional.ofNullable(members.get("sql")).filter(text -> !text.isBlank());
    require(sql.isPresent() || !question.isBlank(), "'question' is missing");
    require(question.length() <= LONGEST_QUESTION, "'question' is longer than 500 characters");
    return new QueryRequest(question, sql);
  }

  private static void require(boolean condition, String otherwise) throws IOException {
    if (!condition) {
      throw new IOException(otherwise);
    }
  }
}
