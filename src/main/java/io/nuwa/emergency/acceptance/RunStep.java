package io.nuwa.emergency.acceptance;

import io.nuwa.emergency.acceptance.debug.Findings;
import io.nuwa.emergency.acceptance.debug.ServiceAddresses;
import io.nuwa.emergency.acceptance.report.ReportDigest;
import io.nuwa.emergency.acceptance.report.ReportFailures;
import io.nuwa.emergency.acceptance.report.ReportPattern;
import io.nuwa.emergency.acceptance.report.SuiteFacts;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.failure.KnownSignatures;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Runs the suite to its end. Failed cases are for the gates to judge, not for this step. */
record RunStep(SuiteCommand command, Plan plan) implements Step {

  @Override
  public String id() {
    return "run";
  }

  @Override
  public String intent(Values values) {
    return "run the suite " + command.readable(values);
  }

  @Override
  public StepResult run(StepInput input) throws InterruptedException {
    SuiteSettings settings = command.settings();
    try {
      String reports = input.values().resolve(settings.reports());
      ReportPattern pattern = ReportPattern.of(command.home(), reports);
      // A suite that was cut off by a kill may have left reports since they were set aside.
      pattern.setAside();
      Instant started = input.time().instant();
      input.progress().at("the suite runs", -1);
      Completion completion = command.run(List.of(), input);
      return judged(completion, started, reports, pattern.files(), input);
    } catch (MissingValueException | IllegalArgumentException e) {
      return new StepResult.Failed(ReportFailures.setting("acceptance-suite", e));
    } catch (IOException e) {
      return new StepResult.Failed(ReportFailures.folder(settings.reports(), e));
    }
  }

  private StepResult judged(
      Completion completion, Instant started, String pattern, List<Path> reports, StepInput input)
      throws IOException {
    int exit = completion.exitCode();
    String suite = "the suite " + command.readable(input.values());
    String seconds = "%.1f s".formatted(completion.took().toMillis() / 1000.0);
    if (completion.timedOut()) {
      return failed(
          FailureClass.TIMEOUT, suite + " was ended: not done after " + seconds, completion, input);
    }
    if (exit == SuiteCommand.NOT_STARTED || exit == SuiteCommand.NOT_EXECUTABLE) {
      FailureClass kind =
          exit == SuiteCommand.NOT_STARTED ? FailureClass.CONFIGURATION : FailureClass.PERMISSION;
      return failed(kind, suite + " could not be started", completion, input);
    }
    if (SuiteCommand.isKilled(exit)) {
      return failed(FailureClass.KILLED, suite + " was killed after " + seconds, completion, input);
    }
    if (reports.isEmpty()) {
      String summary = suite + " ended with " + exit + " and wrote no report " + pattern;
      return new StepResult.Failed(unreported(summary, completion, input.values()));
    }
    return new StepResult.Done(
        "the suite ended with %d after %s; %d reports".formatted(exit, seconds, reports.size()),
        Map.of(
            SuiteFacts.STARTED,
            started.toString(),
            SuiteFacts.EXIT,
            Integer.toString(exit),
            SuiteFacts.DIGEST,
            ReportDigest.of(pattern, reports),
            SuiteFacts.ALONE,
            "",
            SuiteFacts.BUILD,
            input.values().fact(SuiteFacts.STACK_BUILD).orElse("")),
        SuiteCommand.output("suite", completion, input.values()));
  }

  /** A suite that could not begin says why: most often a service that it needs is away. */
  private Failure unreported(String summary, Completion completion, Values values) {
    Failure cause =
        KnownSignatures.of(Findings.SIGNATURES)
            .classify(summary, values.conceal(completion.text()));
    return cause.kind() == FailureClass.UNKNOWN
        ? Failure.of(FailureClass.TEST_FAILURE, summary, cause.evidence())
        : ServiceAddresses.of(plan, values).named(cause);
  }

  private static StepResult failed(
      FailureClass kind, String summary, Completion completion, StepInput input) {
    return new StepResult.Failed(
        Failure.of(kind, summary, input.values().conceal(completion.text())));
  }
}
