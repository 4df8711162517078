package io.nuwa.emergency.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.retry.Rung;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RemedyOutcome;
import io.nuwa.emergency.run.Verdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a journal and holds it to what the tool promises, without asking the fold or the engine:
 * whoever checks them must not be them.
 */
final class Promises {
  private final Plan plan;
  private final Map<String, Verdict> verdicts = new HashMap<>();
  private final Map<String, Integer> measuredAt = new HashMap<>();
  private final Map<String, Integer> changedAt = new HashMap<>();
  private final Map<String, Integer> rounds = new HashMap<>();
  private final Map<String, Integer> budgets = new HashMap<>();
  private final Map<String, String> trials = new HashMap<>();
  private final Set<String> resolved = new HashSet<>();
  private final Set<String> assigned = new HashSet<>();
  private final Set<String> diagnosed = new HashSet<>();
  private int index;

  private Promises(Plan plan) {
    this.plan = plan;
  }

  static void areKept(Plan plan, List<Event> events) {
    var promises = new Promises(plan);
    for (Event event : events) {
      promises.index++;
      promises.follow(event);
    }
  }

  private void follow(Event event) {
    switch (event) {
      case Event.RoundStarted e -> {
        changedAt.put(e.blocker(), index);
        assertThat(rounds.merge(e.blocker(), 1, Integer::sum))
            .as("rounds of %s", e.blocker())
            .isLessThanOrEqualTo(blocker(e.blocker()).rounds());
      }
      case Event.StepSucceeded e -> changedAt.put(e.step().blocker(), index);
      case Event.RemedyTried e -> remedy(e);
      case Event.RemedyJudged e ->
          assertThat(trials.remove(e.blocker() + e.subject()))
              .as("what was judged was tried, and judged once")
              .isEqualTo(e.remedy());
      case Event.GateMeasured e -> {
        verdicts.put(e.blocker() + e.gate(), e.reading().verdict());
        measuredAt.put(e.blocker() + e.gate(), index);
      }
      case Event.BlockerResolved e -> resolved(e);
      case Event.BlockerReopened e -> {
        assertThat(verdicts.get(e.blocker() + e.gate())).isNotEqualTo(Verdict.PASS);
        resolved.remove(e.blocker());
        forget(e.blocker());
      }
      case Event.RoleAssigned e -> assigned.add(e.blocker());
      case Event.DiagnosisTaken e -> diagnosed.add(e.blocker());
      case Event.BlockerFailed e -> {
        assertThat(assigned.remove(e.blocker())).as("a role was asked first").isTrue();
        assertThat(diagnosed.remove(e.blocker())).as("a diagnosis was taken first").isTrue();
        forget(e.blocker());
      }
      case Event.DecisionMade e -> {
        if (e.decision() == Decision.GO) {
          assertThat(resolved)
              .containsExactlyInAnyOrderElementsOf(
                  plan.blockers().stream().map(Blocker::id).toList());
        }
      }
      case Event.RunStarted e -> {}
      case Event.PlanAdopted e -> {}
      case Event.RunResumed e -> {}
      case Event.RunStopped e -> {}
      case Event.StepStarted e -> {}
      case Event.StepSkipped e -> {}
      case Event.StepFailed e -> {}
      case Event.CheckpointReached e -> {}
      case Event.RiskJudged e -> {}
      case Event.GuardActed e -> {}
    }
  }

  private void remedy(Event.RemedyTried e) {
    changedAt.put(e.blocker(), index);
    if (e.outcome() == RemedyOutcome.APPLIED) {
      trials.put(e.blocker() + e.symptom().subject(), e.remedy());
    }
    if (e.outcome() != RemedyOutcome.NOT_APPLICABLE) {
      String key = e.blocker() + " " + e.symptom().kind() + " " + e.remedy();
      assertThat(budgets.merge(key, 1, Integer::sum))
          .as("applications of %s", key)
          .isLessThanOrEqualTo(budget(e.blocker(), e.symptom().kind(), e.remedy()));
    }
  }

  private void resolved(Event.BlockerResolved e) {
    blocker(e.blocker())
        .gates()
        .forEach(
            gate -> {
              assertThat(verdicts.get(e.blocker() + gate.id())).isEqualTo(Verdict.PASS);
              assertThat(measuredAt.get(e.blocker() + gate.id()))
                  .as("measured after whatever was done last")
                  .isGreaterThan(changedAt.getOrDefault(e.blocker(), 0));
            });
    resolved.add(e.blocker());
    forget(e.blocker());
  }

  private void forget(String blocker) {
    rounds.remove(blocker);
    budgets.keySet().removeIf(key -> key.startsWith(blocker + " "));
    trials.keySet().removeIf(key -> key.startsWith(blocker));
  }

  private int budget(String blocker, FailureClass kind, String remedy) {
    return plan.ladders(blocker(blocker)).of(kind).rungs().stream()
        .filter(rung -> rung.remedy().equals(remedy))
        .mapToInt(Rung::budget)
        .sum();
  }

  private Blocker blocker(String id) {
    return plan.blocker(id).orElseThrow();
  }
}
