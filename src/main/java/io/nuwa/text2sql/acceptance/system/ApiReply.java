package io.nuwa.text2sql.acceptance.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A reply of the API.
 *
 * @param status the HTTP status
 * @param body its JSON, a missing node when it had none
 */
public record ApiReply(int status, JsonNode body) {

  /** The member {@code source}. */
  public String source() {
    return body.path("source").asText();
  }

  /** The member {@code sql}. */
  public String sql() {
    return body.path("sql").asText();
  }

  /** The rows in comparable form, see {@link Cells}. */
  public List<List<Object>> rows() {
    List<List<Object>> rows = new ArrayList<>();
    for (JsonNode row : body.path("rows")) {
      List<Object> cells = new ArrayList<>();
      row.forEach(cell -> cells.add(Cells.of(cell)));
      rows.add(cells);
    }
    return rows;
  }
}
