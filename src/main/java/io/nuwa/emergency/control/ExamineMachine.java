package io.nuwa.emergency.control;

import io.nuwa.emergency.engine.Examination;
import io.nuwa.emergency.failure.Finding;
import io.nuwa.emergency.memory.RunHistory;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.redaction.Redaction;
import io.nuwa.emergency.run.PlanChange;
import io.nuwa.emergency.run.RunOutline;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.Progress;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.time.Time;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks whether this machine has what a plan needs, before anything is started. */
public final class ExamineMachine {
  private final Workplace workplace;
  private final Catalog catalog;
  private final Time time;

  public ExamineMachine(Workplace workplace, Catalog catalog, Time time) {
    this.workplace = workplace;
    this.catalog = catalog;
    this.time = time;
  }

  /** Everything that was looked at, what is wrong and what is well. */
  public List<Finding> look(Plan plan) throws InterruptedException {
    var seen = new ArrayList<Finding>();
    seen.add(Finding.good(plan.source() + " is valid: " + plan.name()).about("plan"));
    seen.add(folder().about("home folder"));
    seen.add(clock().about("clock"));
    seen.add(run(plan).about("run"));
    seen.addAll(secrets(plan));
    Values values = new VerifyGates(workplace, catalog, time).values(plan);
    seen.addAll(
        Examination.of(
            plan,
            catalog,
            limit ->
                new StepInput("look", values, time.instant().plus(limit), time, Progress.SILENT)));
    Redaction redaction = workplace.redaction(plan);
    return seen.stream().map(finding -> discreet(finding, redaction)).toList();
  }

  private static Finding discreet(Finding seen, Redaction redaction) {
    return new Finding(
        seen.subject(), seen.state(), redaction.hide(seen.text()), redaction.hide(seen.mend()));
  }

  private List<Finding> secrets(Plan plan) {
    var secrets = new Secrets(workplace.home(), plan);
    List<Finding> faults =
        Stream.concat(secrets.missing().stream(), secrets.tooShort().stream()).toList();
    List<Finding> all =
        faults.isEmpty()
            ? List.of(Finding.good("all that the plan asks for is there, and can be hidden"))
            : faults;
    return all.stream().map(finding -> finding.about("secrets")).toList();
  }

  private Finding folder() {
    List<Path> unwritable =
        Stream.of(workplace.home(), workplace.memory().folder(), workplace.home().resolve("logs"))
            .filter(Files::exists)
            .filter(folder -> !Files.isDirectory(folder) || !Files.isWritable(folder))
            .toList();
    return unwritable.isEmpty()
        ? Finding.good(workplace.home() + " can be written")
        : Finding.bad(
            unwritable.getFirst() + " cannot be written by this user",
            "change its owner or rights, or choose another with --home");
  }

  /** What the run in the journal did and measured may be of a plan that read otherwise. */
  private Finding run(Plan plan) {
    Optional<RunState> run = RunHistory.glance(workplace.memory().journal()).state();
    List<String> changes =
        run.map(state -> PlanChange.between(state, RunOutline.of(plan)).texts()).orElse(List.of());
    return changes.isEmpty()
        ? Finding.good(
            run.map(state -> "the run " + state.run() + " is of this plan")
                .orElse("no run was begun here"))
        : Finding.doubtful(
            String.join("; ", changes), "'emergency execute' goes on by the plan as it reads now");
  }

  /** A clock that was set back makes a run seem to have happened in the future. */
  private Finding clock() {
    Instant now = time.instant();
    return RunHistory.glance(workplace.memory().journal())
        .state()
        .map(RunState::lastAt)
        .filter(last -> last.isAfter(now))
        .map(
            last ->
                Finding.doubtful(
                    "the journal's last entry is of " + last + ", and it is " + now,
                    "set the clock right; the time box reckons with it"))
        .orElseGet(() -> Finding.good("it is " + now + ", later than all that is recorded"));
  }
}
