package io.nuwa.emergency.panel;

import java.util.Locale;
import java.util.Optional;

/** What {@code --color} says. */
public enum ColourChoice {
  ALWAYS,
  NEVER,
  AUTO;

  /** The name on the command line, such as {@code always}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The choice with this {@link #id()}, or empty. */
  public static Optional<ColourChoice> of(String id) {
    for (ColourChoice choice : values()) {
      if (choice.id().equals(id)) {
        return Optional.of(choice);
      }
    }
    return Optional.empty();
  }
}
