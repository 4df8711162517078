package io.nuwa.emergency.notify.message;

import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.notify.ledger.Firing;
import io.nuwa.emergency.notify.ledger.Ledger;
import io.nuwa.emergency.plan.Webhook;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A message in the form that a webhook understands. Chats get plain text: what a failure says must
 * not become markup, or a call to everybody.
 *
 * @param target where to
 * @param body what is posted
 */
public record WebhookMessage(URI target, String body) {
  /** What WeCom takes of a text, the shortest of them all, in bytes of UTF-8. */
  private static final int LONGEST_TEXT = 2048;

  /**
   * What is said.
   *
   * @param line about which alert
   * @param now the time of a signature
   */
  public record Saying(
      Ledger.Line line, AlertWords.Occasion occasion, AlertWords words, Instant now) {
    String text() {
      return words.text(line, occasion);
    }
  }

  /**
   * Puts it into a form.
   *
   * @param url without templates
   * @param secret the key to sign with, without templates
   * @throws IllegalArgumentException when the address is none
   */
  public static WebhookMessage of(
      Webhook.Form form, String url, Optional<String> secret, Saying saying) {
    String text = saying.text();
    return switch (form) {
      case SLACK -> new WebhookMessage(URI.create(url), JsonText.line(slack(text)));
      case DINGTALK ->
          new WebhookMessage(
              URI.create(secret.map(key -> signed(url, key, saying.now())).orElse(url)),
              JsonText.line(robot(text)));
      case WECOM -> new WebhookMessage(URI.create(url), JsonText.line(robot(shortened(text))));
      case FEISHU ->
          new WebhookMessage(URI.create(url), JsonText.line(feishu(text, secret, saying.now())));
      case JSON -> new WebhookMessage(URI.create(url), JsonText.line(document(saying)));
    };
  }

  /** Slack: <a href="https://api.slack.com/messaging/webhooks">incoming webhooks</a>. */
  private static Map<String, Object> slack(String text) {
    return Map.of("text", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
  }

  /** DingTalk and WeCom name their parts alike. */
  private static Map<String, Object> robot(String text) {
    var body = new LinkedHashMap<String, Object>();
    body.put("msgtype", "text");
    body.put("text", Map.of("content", text));
    return body;
  }

  /** DingTalk wants the time in milliseconds, and both in the address. */
  private static String signed(String url, String secret, Instant now) {
    long time = now.toEpochMilli();
    return url
        + (url.contains("?") ? "&" : "?")
        + "timestamp="
        + time
        + "&sign="
        + java.net.URLEncoder.encode(Signature.dingTalk(secret, time), StandardCharsets.UTF_8);
  }

  /** Feishu wants the time in seconds, and both in the body; its texts know the tag "at". */
  private static Map<String, Object> feishu(String text, Optional<String> secret, Instant now) {
    var body = new LinkedHashMap<String, Object>();
    secret.ifPresent(
        key -> {
          body.put("timestamp", String.valueOf(now.getEpochSecond()));
          body.put("sign", Signature.feishu(key, now.getEpochSecond()));
        });
    body.put("msg_type", "text");
    body.put("content", Map.of("text", text.replace('<', '＜').replace('>', '＞')));
    return body;
  }

  private static Map<String, Object> document(Saying saying) {
    Firing alert = saying.line().alert();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("schemaVersion", 1);
    fields.put("status", saying.line().over().isPresent() ? "resolved" : "firing");
    fields.put(
        "reminder",
        switch (saying.occasion()) {
          case REMINDER, UNWATCHED -> true;
          case NEWS, OVER -> false;
        });
    fields.put("watched", saying.line().unwatched().map(since -> false));
    fields.put("alert", alert.name());
    fields.put("plan", alert.plan());
    fields.put("run", alert.run());
    fields.put("subject", alert.subject());
    fields.put("severity", alert.severity().id());
    fields.put("role", optional(alert.role()));
    fields.put("coordinator", optional(alert.coordinator()));
    fields.put("summary", saying.words().summary(saying.line()));
    fields.put("next_step", saying.words().nextStep(saying.line()));
    fields.put("diagnosis", optional(alert.diagnosis()));
    fields.put("starts_at", alert.since());
    fields.put("ends_at", saying.line().over());
    fields.put("text", saying.text());
    return fields;
  }

  private static Optional<String> optional(String text) {
    return Optional.of(text).filter(words -> !words.isEmpty());
  }

  private static String shortened(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); ) {
      int sign = text.codePointAt(i);
      bytes += Character.toString(sign).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > LONGEST_TEXT) {
        return text.substring(0, i);
      }
      i += Character.charCount(sign);
    }
    return text;
  }
}
