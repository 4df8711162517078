package io.nuwa.emergency.acceptance;

import io.nuwa.emergency.acceptance.debug.Findings;
import io.nuwa.emergency.acceptance.debug.ServiceAddresses;
import io.nuwa.emergency.acceptance.gate.PassMark;
import io.nuwa.emergency.acceptance.junit.TestCase;
import io.nuwa.emergency.acceptance.junit.TestResults;
import io.nuwa.emergency.acceptance.report.AloneReading;
import io.nuwa.emergency.acceptance.report.ReportFailures;
import io.nuwa.emergency.acceptance.report.ReportPattern;
import io.nuwa.emergency.acceptance.report.ReportReading;
import io.nuwa.emergency.acceptance.report.Suite;
import io.nuwa.emergency.acceptance.report.SuiteStore;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Debugger: when the results would not pass, runs the failing cases alone and looks at their
 * words. It changes no result; what it found out makes the cause that the gates name.
 */
record DebugStep(SuiteCommand command, Suite suite, Plan plan, PassMark enough) implements Step {

  /** The cases run alone, and what came of it. */
  private record Alone(String how, Optional<Instant> started, List<Evidence> evidence) {}

  @Override
  public String id() {
    return "debug";
  }

  @Override
  public String intent(Values values) {
    return "when the results would not pass: "
        + command
            .settings()
            .rerun()
            .map(rerun -> "run at most " + rerun.most() + " failing cases alone, ")
            .orElse("")
        + "look for their causes";
  }

  @Override
  public StepResult run(StepInput input) throws InterruptedException {
    try {
      // A run of single cases that was cut off by a kill has left the suite's reports aside.
      store().giveBack(pattern(input));
      return switch (new ReportReading(command.home(), suite, ReadStep.ANY_AGE).read(input)) {
        case ReportReading.Refused refused -> new StepResult.Failed(refused.why());
        case ReportReading.Believable believable -> look(believable.results(), input);
      };
    } catch (MissingValueException | IllegalArgumentException e) {
      return new StepResult.Failed(ReportFailures.setting("rerun", e));
    } catch (IOException e) {
      return new StepResult.Failed(ReportFailures.folder(suite.reports(), e));
    }
  }

  private StepResult look(TestResults whole, StepInput input)
      throws IOException, InterruptedException {
    if (whole.failed() == 0 || enough.reachedBy(whole)) {
      return new StepResult.Done(
          "nothing to debug: " + whole.summary(), Map.of(suite.facts().alone(), ""), List.of());
    }
    Alone alone = alone(whole.failing(), input);
    var reading = new AloneReading(command.home(), suite);
    Optional<TestResults> results =
        alone.started().isPresent() ? reading.read(alone.started().get(), input) : Optional.empty();
    Findings findings = Findings.of(whole, results, ServiceAddresses.of(plan, input.values()));
    var evidence = new ArrayList<>(alone.evidence());
    evidence.add(
        new Evidence("debug.txt", input.values().conceal(alone.how() + "\n" + findings.details())));
    String measured = results.isEmpty() ? "" : alone.started().map(Instant::toString).orElse("");
    return new StepResult.Done(
        alone.how() + ": " + findings.text(), Map.of(suite.facts().alone(), measured), evidence);
  }

  private Alone alone(List<TestCase> failing, StepInput input)
      throws IOException, InterruptedException {
    Optional<Rerun> rerun = command.settings().rerun();
    if (rerun.isEmpty()) {
      return new Alone(
          "no case was run alone, for 'rerun' is not set", Optional.empty(), List.of());
    }
    List<TestCase> cases = failing.stream().limit(rerun.get().most()).toList();
    List<String> words = rerun.get().wordsFor(cases, input.values());
    Instant started = input.time().instant();
    input.progress().at(cases.size() + " of " + failing.size() + " failing cases run alone", -1);
    Completion completion;
    store().keep(pattern(input));
    try {
      completion = command.run(words, input);
    } finally {
      store().giveBack(pattern(input));
    }
    List<Evidence> output = SuiteCommand.output("alone", completion, input.values());
    String count = cases.size() + " of " + failing.size() + " failing cases";
    boolean ended =
        !completion.timedOut()
            && !SuiteCommand.isKilled(completion.exitCode())
            && completion.exitCode() != SuiteCommand.NOT_STARTED
            && completion.exitCode() != SuiteCommand.NOT_EXECUTABLE;
    if (!ended || !store().ranAlone()) {
      return new Alone(
          "%s could not be run alone (ended with %d%s)"
              .formatted(count, completion.exitCode(), ended ? ", no report" : ""),
          Optional.empty(),
          output);
    }
    return new Alone(count + " were run alone", Optional.of(started), output);
  }

  private SuiteStore store() {
    return SuiteStore.of(command.home(), suite);
  }

  private ReportPattern pattern(StepInput input) {
    return ReportPattern.of(command.home(), input.values().resolve(suite.reports()));
  }
}
