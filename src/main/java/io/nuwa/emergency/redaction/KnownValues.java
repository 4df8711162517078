package io.nuwa.emergency.redaction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds secrets whose value is known. The forms to look for are sorted by their first character.
 */
final class KnownValues {
  private static final int ASCII = 128;

  /** Words that a configuration holds by the dozen: no secrets, and part of every other text. */
  private static final Set<String> EVERYDAY =
      Set.of(
          "true",
          "false",
          "null",
          "none",
          "info",
          "debug",
          "warn",
          "warning",
          "error",
          "trace",
          "auto",
          "always",
          "never",
          "disable",
          "disabled",
          "enable",
          "enabled",
          "prefer",
          "require",
          "default",
          "localhost");

  private final Form[][] byFirst = new Form[ASCII + 1][];
  private final boolean empty;

  private KnownValues(List<Form> forms) {
    this.empty = forms.isEmpty();
    for (int first = 0; first <= ASCII; first++) {
      char sign = (char) first;
      byFirst[first] = forms.stream().filter(form -> form.mayBegin(sign)).toArray(Form[]::new);
    }
  }

  static KnownValues of(Collection<String> secrets) {
    var forms = new ArrayList<Form>();
    for (String secret : new HashSet<>(secrets)) {
      if (secret.strip().length() >= Redaction.SHORTEST
          && !EVERYDAY.contains(secret.toLowerCase(Locale.ROOT))) {
        forms.add(new WrittenForm(secret));
        forms.add(new HexForm(secret));
        forms.addAll(Base64Form.of(secret));
      }
    }
    return new KnownValues(forms);
  }

  String hide(String text) {
    if (empty) {
      return text;
    }
    StringBuilder hidden = null;
    int kept = 0;
    int at = 0;
    while (at < text.length()) {
      // A match from the first of many backslashes was tried with all of them.
      boolean tried = at > 0 && text.charAt(at) == '\\' && text.charAt(at - 1) == '\\';
      Span longest = tried ? null : longest(text, at);
      if (longest == null) {
        at++;
        continue;
      }
      hidden = hidden == null ? new StringBuilder(text.length()) : hidden;
      hidden.append(text, kept, Math.max(kept, longest.from())).append(Redaction.STARS);
      kept = longest.to();
      at = kept;
    }
    return hidden == null ? text : hidden.append(text, kept, text.length()).toString();
  }

  private Span longest(String text, int at) {
    Span longest = null;
    for (Form form : byFirst[Math.min(text.charAt(at), ASCII)]) {
      int end = form.end(text, at);
      if (end > at) {
        Span span = form.widened(text, at, end);
        if (longest == null || span.to() > longest.to()) {
          longest = span;
        }
      }
    }
    return longest;
  }
}
