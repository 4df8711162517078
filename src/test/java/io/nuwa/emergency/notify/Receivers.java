package io.nuwa.emergency.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nuwa.emergency.notify.message.Post;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Receivers that keep what they get, and answer as they are told to. */
final class Receivers implements Post {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What came.
   *
   * @param to the address
   * @param body as JSON
   */
  record Letter(URI to, JsonNode body) {
    String subject() {
      return body.path("subject").asText();
    }

    /** {@code B-1 news}, {@code B-1 reminder}, {@code B-1 unwatched} or {@code B-1 over}. */
    String gist() {
      boolean over = body.path("status").asText().equals("resolved");
      if (!over && !body.path("watched").asBoolean(true)) {
        return subject() + " unwatched";
      }
      return subject()
          + (over ? " over" : body.path("reminder").asBoolean() ? " reminder" : " news");
    }
  }

  final List<Letter> letters = new ArrayList<>();
  Reply answer = new Reply.Said(200, "{}");

  @Override
  public Reply send(URI target, String body) {
    try {
      letters.add(new Letter(target, JSON.readTree(body)));
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON was sent: " + body, e);
    }
    return answer;
  }

  /** An Alertmanager that knows what it was told last. */
  @Override
  public Reply ask(URI target) {
    if (!target.getPath().endsWith("/api/v2/alerts")) {
      return new Reply.Said(200, "{\"cluster\":{},\"versionInfo\":{}}");
    }
    JsonNode last =
        letters.stream()
            .filter(letter -> letter.to().getPath().endsWith("/api/v2/alerts"))
            .reduce((_, second) -> second)
            .orElseThrow()
            .body();
    return new Reply.Said(200, last.toString());
  }

  List<String> gists() {
    return letters.stream().map(Letter::gist).toList();
  }

  /** What came to an address that ends like this. */
  List<String> gists(String end) {
    return letters.stream()
        .filter(letter -> letter.to().toString().endsWith(end))
        .map(Letter::gist)
        .toList();
  }
}
