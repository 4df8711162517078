package io.nuwa.emergency.notify.message;

import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.plan.Webhook;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a webhook has taken a message: some say 200 to everything, and a page that asks for a
 * password is 200 too. Each form is believed by the words that its vendor documents.
 */
public final class WebhookAnswer {
  private static final int LONGEST_REASON = 200;

  /** By its first tags; the type that a server declares is its default more often than its own. */
  private static final Pattern PAGE =
      Pattern.compile(
          "(?is)^\\uFEFF?\\s*(?:<\\?xml[^>]*>\\s*)?(?:<!--.*?-->\\s*)*"
              + "<(?:!doctype\\s+html|html|head|body|title|script|meta|form)\\b.*");

  private WebhookAnswer() {}

  /** Judges what came. */
  public static Answer judge(Webhook.Form form, Post.Reply.Said said) {
    if (said.status() / 100 == 3) {
      return new Answer.Refused("redirects elsewhere; give it the address that it redirects to");
    }
    if (said.status() / 100 != 2) {
      return new Answer.Refused("answers " + said.status());
    }
    if (PAGE.matcher(said.body()).matches()) {
      return new Answer.Refused(
          "answers " + said.status() + " with a web page and took nothing; is that its address?");
    }
    Optional<Map<String, Object>> answer = document(said.body());
    return switch (form) {
      case SLACK -> slack(said.body(), answer);
      case DINGTALK, WECOM -> coded(answer, List.of("errcode"), "errmsg");
      // Its older robots name the same things otherwise.
      case FEISHU -> coded(answer, List.of("code", "StatusCode"), "msg");
      case JSON -> program(answer);
    };
  }

  /** Slack says {@code ok}; what calls itself compatible to it says so as JSON. */
  private static Answer slack(String body, Optional<Map<String, Object>> answer) {
    boolean compatible =
        answer
            .filter(
                map ->
                    Boolean.TRUE.equals(map.get("ok"))
                        || Boolean.TRUE.equals(map.get("success"))
                        || "success".equals(map.get("result")))
            .isPresent();
    if (compatible || body.strip().equals("ok")) {
      return new Answer.Taken();
    }
    return answer.isPresent()
        ? program(answer) instanceof Answer.Refused refused
            ? refused
            : new Answer.Unanswered("answers without 'ok'; is the form right?")
        : new Answer.Unanswered("answers without 'ok'; is the form right?");
  }

  private static Answer coded(
      Optional<Map<String, Object>> answer, List<String> codes, String reason) {
    for (String code : codes) {
      Object found = answer.map(map -> map.get(code)).orElse(null);
      if (found instanceof Number number) {
        return number.doubleValue() == 0
            ? new Answer.Taken()
            : new Answer.Refused("refuses it: " + number + " " + words(answer, reason));
      }
    }
    return new Answer.Unanswered(
        "answers without a '" + codes.getFirst() + "'; is the form right?");
  }

  /** Any program may stand behind it: only what says clearly that it failed is no success. */
  private static Answer program(Optional<Map<String, Object>> answer) {
    if (answer.isPresent()) {
      Map<String, Object> map = answer.get();
      boolean failed =
          Boolean.FALSE.equals(map.get("ok"))
              || Boolean.FALSE.equals(map.get("success"))
              || (map.get("errcode") instanceof Number code && code.doubleValue() != 0);
      if (failed) {
        return new Answer.Refused(
            "refuses it: "
                + List.of("errmsg", "error", "message", "description", "msg").stream()
                    .map(key -> words(answer, key))
                    .filter(words -> !words.isEmpty())
                    .findFirst()
                    .orElse("it says that it failed"));
      }
    }
    return new Answer.Taken();
  }

  private static Optional<Map<String, Object>> document(String body) {
    try {
      return Optional.of(JsonText.read(body));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String words(Optional<Map<String, Object>> answer, String key) {
    Object found = answer.map(map -> map.get(key)).orElse("");
    String words = found instanceof String text ? text : "";
    return words.substring(0, Math.min(words.length(), LONGEST_REASON));
  }
}
