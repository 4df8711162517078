package io.nuwa.text2sql.http;

import java.nio.charset.StandardCharsets;

/**
 * What goes back to a client.
 *
 * @param status the HTTP status
 * @param contentType the media type
 * @param body the bytes
 */
public record Reply(int status, String contentType, byte[] body) {
  private static final String JSON = "application/json; charset=utf-8";

  /** A reply of ready-made JSON text. */
  public static Reply json(int status, String json) {
    return new Reply(status, JSON, json.getBytes(StandardCharsets.UTF_8));
  }

  /** A reply of ready-made JSON bytes. */
  public static Reply json(int status, byte[] json) {
    return new Reply(status, JSON, json);
  }

  /** A JSON error whose texts are plain ASCII words chosen in the code. */
  public static Reply error(int status, String error, String reason) {
    return json(status, "{\"error\":\"" + error + "\",\"reason\":\"" + reason + "\"}");
  }
}
