package io.nuwa.emergency.plan;

import static io.nuwa.emergency.config.Durations.write;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.retry.Ladders;
import io.nuwa.emergency.retry.Rung;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What a plan says, in plain lines for a reader who wants to check it before a run. */
public final class PlanOutline {
  private final StringBuilder text = new StringBuilder();

  private PlanOutline() {}

  /** The whole plan, one thing a line, indented by two spaces a level. */
  public static String of(Plan plan) {
    var outline = new PlanOutline();
    outline.line(0, plan.title() + " (" + plan.name() + "), from " + plan.source());
    outline.timeBox(plan.timeBox());
    outline.stack(plan);
    outline.roles(plan.roles());
    outline.line(0, "blockers:");
    plan.blockers().forEach(outline::blocker);
    outline.ladders(plan);
    outline.alerts(plan);
    outline.risks(plan.vigilance().risks());
    outline.guards(plan.vigilance().guards());
    outline.metrics(plan.metrics());
    outline.tasks("on GO:", plan.onGo());
    outline.tasks("when a GO is taken back:", plan.onGoWithdrawn());
    return outline.text.toString();
  }

  private void timeBox(TimeBox box) {
    line(0, "time box: " + write(box.length()) + ", measured every " + write(box.checkEvery()));
    box.phases()
        .forEach(
            phase ->
                line(
                    1,
                    "phase "
                        + write(phase.from())
                        + "-"
                        + write(phase.to())
                        + ": "
                        + named(phase.id(), phase.title())));
    box.checkpoints()
        .forEach(
            point ->
                line(
                    1,
                    "checkpoint at "
                        + write(point.at())
                        + ": "
                        + expected(point.expectation())
                        + ", else "
                        + point.otherwise().id()));
  }

  private static String expected(Expectation expectation) {
    return switch (expectation) {
      case Expectation.TasksRun run ->
          "tasks of " + String.join(", ", run.blockers()) + " have run";
      case Expectation.Resolved resolved -> String.join(", ", resolved.blockers()) + " resolved";
      case Expectation.GateReads reads ->
          reads.blocker() + "/" + reads.gate() + " reads " + reads.threshold();
    };
  }

  private void stack(Plan plan) {
    plan.stack()
        .ifPresent(
            stack ->
                line(
                    0,
                    "stack: "
                        + String.join(", ", stack.services())
                        + " (project "
                        + stack.project()
                        + ", "
                        + stack.composeFile()
                        + ")"));
    if (!plan.ports().isEmpty()) {
      line(
          0,
          "ports: "
              + plan.ports().entrySet().stream()
                  .map(port -> port.getKey() + " " + port.getValue())
                  .collect(Collectors.joining(", ")));
    }
  }

  private void roles(List<Role> roles) {
    line(0, "roles:");
    roles.forEach(
        role ->
            line(
                1,
                named(role.id(), role.duty())
                    + (role.tools().isEmpty()
                        ? ""
                        : " [" + String.join(", ", role.tools()) + "]")));
  }

  private void blocker(Blocker blocker) {
    line(1, named(blocker.id(), blocker.title()));
    line(
        2,
        "owner "
            + blocker.owner()
            + (blocker.needs().isEmpty() ? "" : ", after " + String.join(", ", blocker.needs()))
            + blocker.deadline().map(limit -> ", by " + write(limit)).orElse("")
            + ", at most "
            + blocker.rounds()
            + (blocker.rounds() == 1 ? " round" : " rounds"));
    blocker.tasks().forEach(task -> line(2, "task " + described(task)));
    blocker
        .gates()
        .forEach(
            gate ->
                line(
                    2,
                    "gate "
                        + named(gate.id(), gate.title())
                        + ": "
                        + gate.probe()
                        + ", passes at "
                        + gate.success()
                        + ", alerts at "
                        + gate.alert()));
    if (!blocker.ladders().byClass().isEmpty()) {
      line(2, "remedies of its own:");
      ladders(3, blocker.ladders());
    }
  }

  private void ladders(Plan plan) {
    line(0, "remedies:");
    ladders(1, plan.ladders());
  }

  private void ladders(int depth, Ladders ladders) {
    for (FailureClass kind : FailureClass.values()) {
      List<Rung> rungs = ladders.of(kind).rungs();
      if (!rungs.isEmpty()) {
        line(
            depth,
            kind.id()
                + ": "
                + rungs.stream()
                    .map(rung -> rung.remedy() + " x" + rung.budget())
                    .collect(Collectors.joining(", then ")));
      }
    }
  }

  private void alerts(Plan plan) {
    Alerting alerting = plan.alerting();
    alerting.alertmanager().ifPresent(address -> line(0, "alerts to Alertmanager at " + address));
    // Addresses of webhooks are not shown: they are as good as a password.
    alerting.webhooks().forEach(webhook -> line(0, "alerts to " + described(webhook)));
  }

  private void risks(List<Risk> risks) {
    if (!risks.isEmpty()) {
      line(0, "risks:");
      risks.forEach(
          risk ->
              line(
                  1,
                  "risk "
                      + named(risk.id(), risk.title())
                      + ": "
                      + sign(risk.sign())
                      + ", "
                      + risk.severity().id()));
    }
  }

  private static String sign(Risk.Sign sign) {
    return switch (sign) {
      case Risk.Took took -> took.key() + " takes longer than " + write(took.over());
      case Risk.Reads reads -> reads.gate().probe() + " reads " + reads.gate().alert();
    };
  }

  private void guards(GuardRules rules) {
    String disk =
        rules.disk().isPresent()
            ? "old logs removed below " + (rules.disk().getAsLong() >> 20) + " MB free"
            : "off";
    line(0, "guards: disk " + disk + ", memory " + share(rules.memory()) + ", cpu " + cpu(rules));
  }

  private static String cpu(GuardRules rules) {
    return share(rules.cpu())
        + (rules.cpu().isPresent()
            ? " with new work held for at most " + write(rules.holdAtMost())
            : "");
  }

  private static String share(OptionalDouble limit) {
    return limit.isPresent()
        ? Threshold.plain(BigDecimal.valueOf(limit.getAsDouble())) + "%"
        : "off";
  }

  private void metrics(Metrics metrics) {
    metrics.listen().forEach(address -> line(0, "figures at " + address));
    metrics.textfile().ifPresent(file -> line(0, "figures in " + file));
  }

  private void tasks(String when, List<Task> tasks) {
    if (!tasks.isEmpty()) {
      line(0, when);
      tasks.forEach(task -> line(1, "task " + described(task)));
    }
  }

  private static String described(Webhook webhook) {
    return "webhook "
        + webhook.id()
        + " ("
        + webhook.form().id()
        + "): "
        + (webhook.atLeast() == Severity.YELLOW ? "all" : webhook.atLeast().id() + " or worse")
        + (webhook.roles().isEmpty()
            ? ""
            : ", of " + webhook.roles().stream().sorted().collect(Collectors.joining(", ")));
  }

  private static String described(Task task) {
    return named(task.id(), task.title())
        + ": "
        + task.kind()
        + ", by "
        + task.role()
        + ", within "
        + write(task.timeout());
  }

  private static String named(String id, String title) {
    return title.isEmpty() || title.equals(id) ? id : id + " " + title;
  }

  private void line(int depth, String words) {
    text.append("  ".repeat(depth)).append(words).append('\n');
  }
}
