package io.nuwa.emergency.plan;

import java.util.List;

/**
 * Why a plan cannot do what it says, though each part of it is written well: something that only a
 * look at several parts shows.
 *
 * @param part which part of the plan: names of lists and ids in turn, such as {@code blockers, B-1,
 *     gates, rate}
 * @param setting which key of its {@code with:} is meant
 * @param message what is wrong and what to do
 */
public record PlanObjection(List<String> part, String setting, String message) {
  public PlanObjection {
    part = List.copyOf(part);
  }
}
