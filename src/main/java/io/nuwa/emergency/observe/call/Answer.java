package io.nuwa.emergency.observe.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nuwa.emergency.failure.FailureClass;

/**
 * What a service answered.
 *
 * @param from who answered
 * @param status the HTTP status
 * @param body as text; may be empty
 */
public record Answer(WebAddress from, int status, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_QUOTE = 300;

  public boolean succeeded() {
    return status >= 200 && status < 300;
  }

  /**
   * The body as JSON.
   *
   * @throws FailedCallException when it is none: then somebody else listens on that address
   */
  public JsonNode json() throws FailedCallException {
    try {
      JsonNode tree = JSON.readTree(body);
      if (tree.isContainerNode()) {
        return tree;
      }
    } catch (JsonProcessingException e) {
      // Said below: a parser's words about HTML would help nobody.
    }
    throw new FailedCallException(
        FailureClass.CONFIGURATION,
        from
            + " answers "
            + status
            + " without JSON: is that the address of "
            + from.service()
            + "?",
        quote());
  }

  /** The failure that an unwelcome status means. */
  public FailedCallException unwelcome(String what) {
    return new FailedCallException(
        kind(), from + " answers " + status + " to " + what + nextStep(), quote());
  }

  /** The beginning of the body, on one line. */
  public String quote() {
    String line = body.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
  }

  private FailureClass kind() {
    if (status == 401 || status == 403) {
      return FailureClass.AUTHENTICATION;
    }
    return status >= 500 || status == 429 ? FailureClass.NOT_READY : FailureClass.CONFIGURATION;
  }

  private String nextStep() {
    if (status >= 300 && status < 400) {
      return ": redirects are not followed; give the address that it leads to";
    }
    if (status == 401 || status == 403) {
      return ": check the token, or user and password, and their rights";
    }
    String said = quote();
    return said.isEmpty() ? "" : ": " + said;
  }
}
