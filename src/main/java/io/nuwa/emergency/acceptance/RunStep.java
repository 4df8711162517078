package io.nuwa.emergency.acceptance;

import io.nuwa.emergency.acceptance.report.ReportFailures;
import io.nuwa.emergency.acceptance.report.ReportPattern;
import io.nuwa.emergency.acceptance.report.SuiteFacts;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.process.Invocation;
import io.nuwa.emergency.process.Processes;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the suite to its end. Failed cases are for the gates to judge, not for this step. */
record RunStep(Path home, Processes processes, SuiteSettings settings) implements Step {
  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_STARTED = 127;
  private static final int KILLED = 137;

  @Override
  public String id() {
    return "run";
  }

  @Override
  public String intent(Values values) {
    return "run the suite " + readable(values);
  }

  @Override
  public StepResult run(StepInput input) throws InterruptedException {
    try {
      ReportPattern pattern = ReportPattern.of(home, input.values().resolve(settings.reports()));
      // A suite that was cut off by a kill may have left reports since they were set aside.
      pattern.setAside();
      Instant started = input.time().instant();
      input.progress().at("the suite runs", -1);
      Completion completion = processes.run(invocation(input));
      return judged(completion, started, pattern.files().size(), input);
    } catch (MissingValueException | IllegalArgumentException e) {
      return new StepResult.Failed(ReportFailures.setting("acceptance-suite", e));
    } catch (IOException e) {
      return new StepResult.Failed(ReportFailures.folder(settings.reports(), e));
    }
  }

  private StepResult judged(Completion completion, Instant started, int reports, StepInput input) {
    int exit = completion.exitCode();
    String suite = "the suite " + readable(input.values());
    String seconds = "%.1f s".formatted(completion.took().toMillis() / 1000.0);
    if (completion.timedOut()) {
      return failed(
          FailureClass.TIMEOUT, suite + " was ended: not done after " + seconds, completion, input);
    }
    if (exit == NOT_STARTED || exit == NOT_EXECUTABLE) {
      FailureClass kind =
          exit == NOT_STARTED ? FailureClass.CONFIGURATION : FailureClass.PERMISSION;
      return failed(kind, suite + " could not be started", completion, input);
    }
    if (exit == KILLED) {
      return failed(FailureClass.KILLED, suite + " was killed after " + seconds, completion, input);
    }
    if (reports == 0) {
      return failed(
          FailureClass.TEST_FAILURE,
          suite + " ended with " + exit + " and wrote no report " + settings.reports(),
          completion,
          input);
    }
    return new StepResult.Done(
        "the suite ended with %d after %s; %d reports".formatted(exit, seconds, reports),
        Map.of(
            SuiteFacts.STARTED,
            started.toString(),
            SuiteFacts.EXIT,
            Integer.toString(exit),
            SuiteFacts.BUILD,
            input.values().fact(SuiteFacts.STACK_BUILD).orElse("")),
        evidence(completion, input.values()));
  }

  private Invocation invocation(StepInput input) {
    Values values = input.values();
    var environment = new LinkedHashMap<String, String>();
    settings.environment().forEach((name, value) -> environment.put(name, values.resolve(value)));
    Duration left = input.left();
    Duration own = settings.timeout().orElse(left);
    return new Invocation(
        settings.command().stream().map(values::resolve).toList(),
        environment,
        home,
        own.compareTo(left) < 0 ? own : left);
  }

  private String readable(Values values) {
    List<String> words = settings.command().stream().map(values::readable).toList();
    return new Invocation(words, Map.of(), home, Duration.ZERO).readable();
  }

  private static StepResult failed(
      FailureClass kind, String summary, Completion completion, StepInput input) {
    return new StepResult.Failed(
        Failure.of(kind, summary, input.values().conceal(completion.text())));
  }

  private static List<Evidence> evidence(Completion completion, Values values) {
    return Stream.of(
            new Evidence("suite-stdout.txt", values.conceal(completion.stdout())),
            new Evidence("suite-stderr.txt", values.conceal(completion.stderr())))
        .filter(evidence -> !evidence.text().isBlank())
        .toList();
  }
}
