package io.nuwa.emergency.plan;

import java.time.Duration;

/**
 * Something that threatens the time box without being a gate: it is measured and told, and never
 * keeps a blocker from being resolved.
 *
 * @param id unique within the plan
 * @param title for people
 * @param severity of the alert while it is there
 * @param sign how it shows
 */
public record Risk(String id, String title, Severity severity, Sign sign) {

  /** How a risk shows. */
  public sealed interface Sign {}

  /**
   * The last or the running execution of a task took longer.
   *
   * @param over longer than this
   */
  public record Took(String blocker, String task, Duration over) implements Sign {
    /** The task as {@code blocker/task}. */
    public String key() {
      return blocker + "/" + task;
    }
  }

  /**
   * A measurement alerts.
   *
   * @param gate with a threshold for the alert, and its opposite as success
   */
  public record Reads(Gate gate) implements Sign {}
}
