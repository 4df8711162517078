package io.nuwa.emergency.plan;

import java.util.List;

/**
 * What a plan has watched beside its gates.
 *
 * @param risks told as long as they are there
 * @param guards of the machine's resources
 */
public record Vigilance(List<Risk> risks, GuardRules guards) {
  /** Nothing is watched, nothing is guarded. */
  public static final Vigilance NONE = new Vigilance(List.of(), GuardRules.OFF);

  public Vigilance {
    risks = List.copyOf(risks);
  }
}
