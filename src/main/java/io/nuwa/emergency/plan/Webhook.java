package io.nuwa.emergency.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An address that alerts are posted to.
 *
 * @param id unique in its plan; what messages call it, for its address may hold a token
 * @param form of what is posted
 * @param url templates included, so that a token can stand in the stack's environment-file
 * @param secret the key that messages are signed with, templates included
 * @param roles whose alerts it gets; empty: everybody's
 * @param atLeast the mildest alert that it gets
 */
public record Webhook(
    String id,
    Form form,
    String url,
    Optional<String> secret,
    Set<String> roles,
    Severity atLeast) {

  /** Whose words a webhook understands. */
  public enum Form {
    SLACK,
    DINGTALK,
    WECOM,
    FEISHU,
    /** Our own document, for programs. */
    JSON;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether there is a way to sign messages in this form. */
    public boolean isSigned() {
      return this == DINGTALK || this == FEISHU;
    }

    static List<String> ids() {
      return Arrays.stream(values()).map(Form::id).toList();
    }

    static Optional<Form> of(String id) {
      return Arrays.stream(values()).filter(form -> form.id().equals(id)).findFirst();
    }
  }

  public Webhook {
    roles = Set.copyOf(roles);
  }
}
