package io.nuwa.emergency.plan;

import io.nuwa.emergency.config.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code alerts:}. */
final class AlertingReader {
  private static final int MOST_WEBHOOKS = 20;

  /** Reminders that come more often are noise, and chats refuse them. */
  private static final Duration SHORTEST_REPEAT = Duration.ofMinutes(1);

  private final Templates templates;
  private final Set<String> roles;

  AlertingReader(Templates templates, Set<String> roles) {
    this.templates = templates;
    this.roles = roles;
  }

  Alerting read(Section root) {
    root.node("alerts").ifPresent(templates::check);
    return root.section("alerts").map(this::alerting).orElse(Alerting.NONE);
  }

  private Alerting alerting(Section section) {
    if (!section.has("alertmanager") && !section.has("webhooks")) {
      section
          .problems()
          .add(section.position(), "'alerts' tells nobody: add 'alertmanager' or 'webhooks'");
    }
    Optional<String> address = section.optionalText("alertmanager");
    address.ifPresent(text -> checkAddress(section, "alertmanager", text));
    List<Section> sections = section.sections("webhooks");
    if (sections.size() > MOST_WEBHOOKS) {
      section.problem(
          "webhooks", sections.size() + " webhooks are more than " + MOST_WEBHOOKS + "; join some");
    }
    var ids = new Identifiers("webhook");
    var webhooks = new ArrayList<Webhook>();
    sections.forEach(one -> webhooks.add(webhook(one, ids)));
    Optional<Duration> repeat = section.optionalDuration("repeat");
    if (repeat.isPresent() && repeat.get().compareTo(SHORTEST_REPEAT) < 0) {
      section.problem("repeat", "'repeat' must be at least 1m");
    }
    section.finish();
    return new Alerting(address, webhooks, repeat);
  }

  private Webhook webhook(Section section, Identifiers ids) {
    String id = ids.read(section, "id");
    Optional<Webhook.Form> form =
        section.oneOf("form", Webhook.Form.ids()).flatMap(Webhook.Form::of);
    if (form.isEmpty()) {
      section.missing("form", "");
    }
    String url = section.text("url");
    if (section.has("url")) {
      checkAddress(section, "url", url);
    }
    Optional<String> secret = section.optionalText("secret");
    if (secret.isPresent() && form.isPresent() && !form.get().isSigned()) {
      section.problem(
          "secret",
          "'secret' means nothing with 'form: " + form.get().id() + "': it signs nothing");
    }
    List<String> routed = References.many(section, "roles", "role", roles);
    Severity atLeast =
        section
            .oneOf("at-least", Arrays.stream(Severity.values()).map(Severity::id).toList())
            .map(word -> Severity.valueOf(word.toUpperCase(java.util.Locale.ROOT)))
            .orElse(Severity.YELLOW);
    section.finish();
    return new Webhook(
        id, form.orElse(Webhook.Form.JSON), url, secret, Set.copyOf(routed), atLeast);
  }

  /** What a template stands for is seen when it is used. */
  private static void checkAddress(Section section, String key, String address) {
    boolean fits =
        address.startsWith("http://") || address.startsWith("https://") || address.startsWith("${");
    if (!fits) {
      // The address itself is not repeated: it may hold a token.
      section.problem(key, "'" + key + "' must begin with http:// or https://");
    }
  }
}
