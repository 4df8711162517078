package io.nuwa.emergency.deploy.socket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What a service answered over HTTP.
 *
 * @param status such as 200
 * @param head the status line and the header lines as they came
 * @param body whole; empty when there is none
 */
public record HttpAnswer(int status, String head, String body) {
  private static final String BLANK_LINE = "\r\n\r\n";
  private static final int OK = 200;

  /**
   * Reads what came until the connection ended.
   *
   * @throws IOException when that is only a part of an answer
   */
  public static HttpAnswer of(byte[] bytes) throws IOException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf(BLANK_LINE);
    String[] words = text.split(" ", 3);
    if (end < 0 || words.length < 2 || !words[1].matches("\\d{3}")) {
      throw new IOException("half an answer");
    }
    String body = text.substring(end + BLANK_LINE.length());
    var answer = new HttpAnswer(Integer.parseInt(words[1]), text.substring(0, end), body);
    String promised = answer.header("Content-Length").orElse("");
    if (promised.matches("\\d{1,9}")
        && body.getBytes(StandardCharsets.UTF_8).length < Integer.parseInt(promised)) {
      throw new IOException("half an answer");
    }
    return answer;
  }

  /** One of our own, in the place of a service's. */
  public static HttpAnswer ok(String body) {
    return new HttpAnswer(OK, "HTTP/1.1 200 OK", body);
  }

  public boolean ok() {
    return status == OK;
  }

  /** The value of a header line; its name in whatever case. */
  public Optional<String> header(String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst();
  }
}
