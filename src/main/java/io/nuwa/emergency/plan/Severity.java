package io.nuwa.emergency.plan;

import java.util.Locale;

/** How bad a missed checkpoint or a broken gate is, mildest first. */
public enum Severity {
  YELLOW,
  RED,
  CRITICAL;

  private final String id = name().toLowerCase(Locale.ROOT);

  public String id() {
    return id;
  }
}
