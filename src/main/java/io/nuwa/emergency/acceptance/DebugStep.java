package io.nuwa.emergency.acceptance;

import io.nuwa.emergency.acceptance.debug.Findings;
import io.nuwa.emergency.acceptance.debug.ServiceAddresses;
import io.nuwa.emergency.acceptance.gate.PassMark;
import io.nuwa.emergency.acceptance.junit.TestCase;
import io.nuwa.emergency.acceptance.junit.TestResults;
import io.nuwa.emergency.acceptance.report.AloneReading;
import io.nuwa.emergency.acceptance.report.ReportDigest;
import io.nuwa.emergency.acceptance.report.ReportFailures;
import io.nuwa.emergency.acceptance.report.ReportPattern;
import io.nuwa.emergency.acceptance.report.ReportReading;
import io.nuwa.emergency.acceptance.report.SuiteFacts;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
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
record DebugStep(SuiteCommand command, Plan plan, PassMark enough) implements Step {

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
    String reports = command.settings().reports();
    int cases = command.settings().cases();
    try {
      return switch (new ReportReading(command.home(), reports, ReadStep.ANY_AGE, cases)
          .read(input)) {
        case ReportReading.Refused refused -> new StepResult.Failed(refused.why());
        case ReportReading.Believable believable -> look(believable.results(), input);
      };
    } catch (MissingValueException | IllegalArgumentException e) {
      return new StepResult.Failed(ReportFailures.setting("rerun", e));
    } catch (IOException e) {
      return new StepResult.Failed(ReportFailures.folder(reports, e));
    }
  }

  private StepResult look(TestResults suite, StepInput input)
      throws IOException, InterruptedException {
    if (suite.failed() == 0 || enough.reachedBy(suite)) {
      return new StepResult.Done(
          "nothing to debug: " + suite.summary(), Map.of(SuiteFacts.ALONE, ""), List.of());
    }
    Alone alone = alone(suite.failing(), input);
    if (changed(input)) {
      return new StepResult.Failed(
          Failure.of(
              FailureClass.CONFIGURATION,
              "running cases alone changed the suite's own reports %s: have 'rerun' write to %s"
                  .formatted(command.settings().reports(), pattern(input).alone().folder()),
              ""));
    }
    var reading = new AloneReading(command.home(), command.settings().reports());
    Optional<TestResults> results =
        alone.started().isPresent() ? reading.read(alone.started().get(), input) : Optional.empty();
    Findings findings = Findings.of(suite, results, ServiceAddresses.of(plan, input.values()));
    var evidence = new ArrayList<>(alone.evidence());
    evidence.add(
        new Evidence("debug.txt", input.values().conceal(alone.how() + "\n" + findings.details())));
    String measured = results.isEmpty() ? "" : alone.started().map(Instant::toString).orElse("");
    return new StepResult.Done(
        alone.how() + ": " + findings.text(), Map.of(SuiteFacts.ALONE, measured), evidence);
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
    pattern(input).alone().setAside();
    Instant started = input.time().instant();
    input.progress().at(cases.size() + " of " + failing.size() + " failing cases run alone", -1);
    Completion completion = command.run(words, input);
    List<Evidence> output = SuiteCommand.output("alone", completion, input.values());
    String count = cases.size() + " of " + failing.size() + " failing cases";
    boolean ended =
        !completion.timedOut()
            && !SuiteCommand.isKilled(completion.exitCode())
            && completion.exitCode() != SuiteCommand.NOT_STARTED
            && completion.exitCode() != SuiteCommand.NOT_EXECUTABLE;
    if (!ended || pattern(input).alone().files().isEmpty()) {
      return new Alone(
          "%s could not be run alone (ended with %d%s)"
              .formatted(count, completion.exitCode(), ended ? ", no report" : ""),
          Optional.empty(),
          output);
    }
    return new Alone(count + " were run alone", Optional.of(started), output);
  }

  private boolean changed(StepInput input) throws IOException {
    String reports = input.values().resolve(command.settings().reports());
    Optional<String> before = input.values().fact(SuiteFacts.DIGEST).filter(d -> !d.isEmpty());
    return before.isPresent()
        && !before.get().equals(ReportDigest.of(reports, pattern(input).files()));
  }

  private ReportPattern pattern(StepInput input) {
    return ReportPattern.of(command.home(), input.values().resolve(command.settings().reports()));
  }
}
