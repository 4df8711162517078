package io.nuwa.emergency.acceptance.report;

import io.nuwa.emergency.acceptance.junit.JUnitFile;
import io.nuwa.emergency.acceptance.junit.JUnitReader;
import io.nuwa.emergency.acceptance.junit.TestResults;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.step.StepInput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads all reports, and refuses to call them results unless they are complete, of this run and
 * about as many cases as they should be, of which at least one ran.
 *
 * @param home what the pattern is relative to
 * @param reports the pattern, a template
 * @param maxAge how old a report may be
 * @param cases how many cases they must hold at least
 */
public record ReportReading(Path home, String reports, Duration maxAge, int cases) {

  /** What reading came to. */
  public sealed interface Answer {}

  /** Numbers that may be believed. */
  public record Believable(TestResults results) implements Answer {}

  /** No numbers. */
  public record Refused(Failure why) implements Answer {}

  /** Reads them now. */
  public Answer read(StepInput input) throws InterruptedException {
    try {
      Optional<Instant> started = started(input);
      String pattern = input.values().resolve(reports);
      List<Path> paths = ReportPattern.of(home, pattern).files();
      if (paths.isEmpty()) {
        return no("no report " + reports + ": run the suite; zero tests are never a pass");
      }
      if (started.isEmpty()) {
        return no(
            "the suite has not run to its end in this run, so the reports %s prove nothing"
                .formatted(reports));
      }
      if (isOfAnotherBuild(input)) {
        return no("the tests ran against an earlier build of the stack: run the suite again");
      }
      if (changed(pattern, paths, input)) {
        return no(
            ("the reports %s are not as the suite left them: run the suite again, and have nothing"
                    + " else write there")
                .formatted(reports));
      }
      var files = new ArrayList<JUnitFile>();
      var reader = new JUnitReader(ZoneId.systemDefault());
      for (Path path : paths) {
        if (Thread.interrupted()) {
          throw new InterruptedException("stopped while reading " + path.getFileName());
        }
        files.add(reader.read(path));
      }
      return judged(files, new Freshness(started.get(), input.time().instant(), maxAge), input);
    } catch (MissingValueException | IllegalArgumentException e) {
      return new Refused(ReportFailures.setting("reports", e));
    } catch (IOException e) {
      return new Refused(ReportFailures.folder(reports, e));
    }
  }

  private Answer judged(List<JUnitFile> files, Freshness freshness, StepInput input) {
    List<String> problems =
        files.stream()
            .filter(file -> file.problem().isPresent())
            .map(file -> shown(file.path()) + ": " + file.problem().get())
            .toList();
    if (!problems.isEmpty()) {
      return no(problems.size() + " broken report(s): " + String.join("; ", problems));
    }
    for (JUnitFile file : files) {
      Optional<String> stale = freshness.objection(file);
      if (stale.isPresent()) {
        return no(shown(file.path()) + " " + stale.get());
      }
    }
    TestResults results = TestResults.of(files);
    if (results.ran() == 0) {
      String what = results.cases().isEmpty() ? "hold no case" : "hold nothing but skipped cases";
      return no("the reports %s %s: zero tests are never a pass".formatted(reports, what));
    }
    if (results.cases().size() < cases) {
      return no(
          "the reports hold %d cases where the plan wants at least %d: not everything was reported"
              .formatted(results.cases().size(), cases));
    }
    String exit = input.values().fact(SuiteFacts.EXIT).orElse("0");
    if (!exit.equals("0") && results.failed() == 0) {
      return no(
          "the suite ended with %s although no case failed: not everything was reported (%s)"
              .formatted(exit, results.summary()));
    }
    return new Believable(results);
  }

  private String shown(Path path) {
    Path root = home.toAbsolutePath().normalize();
    return path.startsWith(root) ? root.relativize(path).toString() : path.toString();
  }

  private static Optional<Instant> started(StepInput input) {
    try {
      return input
          .values()
          .fact(SuiteFacts.STARTED)
          .filter(text -> !text.isEmpty())
          .map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** A gate may read other reports than the suite's own; of these nothing is known. */
  private static boolean changed(String pattern, List<Path> paths, StepInput input)
      throws IOException {
    Optional<String> before =
        input.values().fact(SuiteFacts.DIGEST).filter(digest -> digest.endsWith(" " + pattern));
    return before.isPresent() && !before.get().equals(ReportDigest.of(pattern, paths));
  }

  private static boolean isOfAnotherBuild(StepInput input) {
    Optional<String> now = input.values().fact(SuiteFacts.STACK_BUILD);
    return now.isPresent() && !now.equals(input.values().fact(SuiteFacts.BUILD));
  }

  private static Refused no(String summary) {
    return new Refused(Failure.of(FailureClass.TEST_FAILURE, summary, ""));
  }
}
