package io.nuwa.emergency.drill;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RemedyOutcome;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What the journal says of a repair, taken down as it becomes durable. */
final class Account implements RunObserver {
  private final Set<FailureClass> classes = new LinkedHashSet<>();
  private final List<String> remedies = new ArrayList<>();
  private final Set<String> roles = new LinkedHashSet<>();
  private final Consumer<Map<String, String>> facts;
  private final Runnable onGo;

  /**
   * Takes down what happens.
   *
   * @param facts is told the run's facts
   * @param onGo is called at the moment at which the product says GO
   */
  Account(Consumer<Map<String, String>> facts, Runnable onGo) {
    this.facts = facts;
    this.onGo = onGo;
  }

  @Override
  public void recorded(Entry entry, RunState state) {
    facts.accept(state.facts());
    // Other events say nothing about classes, remedies or roles.
    if (entry.event() instanceof Event.GateMeasured measured
        && measured.reading().verdict() != Verdict.PASS) {
      measured.cause().ifPresent(cause -> classes.add(cause.kind()));
    } else if (entry.event() instanceof Event.StepFailed failed) {
      classes.add(failed.failure().kind());
    } else if (entry.event() instanceof Event.RemedyTried tried
        && tried.outcome() == RemedyOutcome.APPLIED) {
      classes.add(tried.symptom().kind());
      remedies.add(tried.remedy());
    } else if (entry.event() instanceof Event.RoleAssigned assigned) {
      roles.add(assigned.role());
      classes.add(assigned.kind());
    } else if (entry.event() instanceof Event.DecisionMade made && made.decision() == Decision.GO) {
      onGo.run();
    }
  }

  /** The product stopped and said why, which it could not record. */
  void refused(String message) {
    classes.add(
        message.toLowerCase(Locale.ROOT).contains("no space left")
            ? FailureClass.NO_SPACE
            : FailureClass.UNKNOWN);
  }

  Set<FailureClass> classes() {
    return new LinkedHashSet<>(classes);
  }

  List<String> remedies() {
    return List.copyOf(remedies);
  }

  Set<String> roles() {
    return new LinkedHashSet<>(roles);
  }
}
