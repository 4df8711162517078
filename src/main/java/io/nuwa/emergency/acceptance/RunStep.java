package io.nuwa.emergency.acceptance;

import io.nuwa.emergency.acceptance.debug.Findings;
import io.nuwa.emergency.acceptance.debug.ServiceAddresses;
import io.nuwa.emergency.acceptance.report.ReportDigest;
import io.nuwa.emergency.acceptance.report.ReportFailures;
import io.nuwa.emergency.acceptance.report.ReportPattern;
import io.nuwa.emergency.acceptance.report.Suite;
import io.nuwa.emergency.acceptance.report.SuiteFacts;
import io.nuwa.emergency.acceptance.report.SuiteStore;
import io.nuwa.emergency.acceptance.report.SystemNow;
import io.nuwa.emergency.acceptance.report.SystemParts;
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
import java.util.Optional;

/**
 * Runs the suite to its end. Failed cases are for the gates to judge, not for this step. What it
 * ran against must be the same before and after.
 */
record RunStep(SuiteCommand command, Suite suite, Plan plan, SystemNow system) implements Step {

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
    try {
      // A suite that was cut off by a kill may have left reports since they were set aside.
      SuiteStore.of(command.home(), suite).setAside(pattern(input));
      return switch (system.ask(input)) {
        case SystemNow.Untold untold -> new StepResult.Failed(untold.why());
        case SystemNow.Told before -> run(before.parts(), input);
      };
    } catch (MissingValueException | IllegalArgumentException e) {
      return new StepResult.Failed(ReportFailures.setting("acceptance-suite", e));
    } catch (IOException e) {
      return new StepResult.Failed(ReportFailures.folder(suite.reports(), e));
    }
  }

  private StepResult run(SystemParts before, StepInput input)
      throws IOException, InterruptedException {
    Instant started = input.time().instant();
    input.progress().at("the suite runs", -1);
    Completion completion = command.run(List.of(), input);
    Optional<StepResult> broken = broken(completion, input);
    if (broken.isPresent()) {
      return broken.get();
    }
    return switch (system.ask(input)) {
      case SystemNow.Untold untold -> new StepResult.Failed(untold.why());
      case SystemNow.Told after ->
          before
              .difference(after.parts())
              .map(
                  what ->
                      failed(
                          FailureClass.TEST_FAILURE,
                          "the system changed while the suite ran (" + what + "): run it again",
                          completion,
                          input))
              .orElseGet(() -> done(completion, started, after.parts(), input));
    };
  }

  /** Why the suite did not run to its end in order. */
  private Optional<StepResult> broken(Completion completion, StepInput input) throws IOException {
    int exit = completion.exitCode();
    String what = "the suite " + command.readable(input.values());
    String seconds = seconds(completion);
    if (completion.timedOut()) {
      String summary = what + " was ended: not done after " + seconds;
      return Optional.of(failed(FailureClass.TIMEOUT, summary, completion, input));
    }
    if (exit == SuiteCommand.NOT_STARTED || exit == SuiteCommand.NOT_EXECUTABLE) {
      FailureClass kind =
          exit == SuiteCommand.NOT_STARTED ? FailureClass.CONFIGURATION : FailureClass.PERMISSION;
      return Optional.of(failed(kind, what + " could not be started", completion, input));
    }
    if (SuiteCommand.isKilled(exit)) {
      String summary = what + " was killed after " + seconds;
      return Optional.of(failed(FailureClass.KILLED, summary, completion, input));
    }
    ReportPattern.Listing there = pattern(input).list();
    if (there.reports().isEmpty() && there.unread().isEmpty()) {
      String summary = what + " ended with " + exit + " and wrote no report " + suite.reports();
      return Optional.of(new StepResult.Failed(unreported(summary, completion, input.values())));
    }
    return Optional.empty();
  }

  private StepResult done(
      Completion completion, Instant started, SystemParts parts, StepInput input) {
    int exit = completion.exitCode();
    try {
      ReportPattern pattern = pattern(input);
      List<Path> reports = pattern.list().reports();
      SuiteFacts names = suite.facts();
      return new StepResult.Done(
          "the suite ended with %d after %s; %d reports"
              .formatted(exit, seconds(completion), reports.size()),
          Map.of(
              names.started(),
              started.toString(),
              names.ended(),
              input.time().instant().toString(),
              names.exit(),
              Integer.toString(exit),
              names.digest(),
              ReportDigest.of(pattern, reports),
              names.alone(),
              "",
              names.system(),
              parts.text()),
          SuiteCommand.output("suite", completion, input.values()));
    } catch (IOException e) {
      return new StepResult.Failed(ReportFailures.folder(suite.reports(), e));
    }
  }

  /** Made anew each time: the suite may have made a link of the folder. */
  private ReportPattern pattern(StepInput input) {
    return ReportPattern.of(command.home(), input.values().resolve(suite.reports()));
  }

  private static String seconds(Completion completion) {
    return "%.1f s".formatted(completion.took().toMillis() / 1000.0);
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
