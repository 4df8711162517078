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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads all reports of a suite, and refuses to call them results unless they are complete, do not
 * contradict themselves, are as the suite of this run left them, and tell of about as many cases as
 * they should, of which at least one ran.
 *
 * @param home what the pattern is relative to
 * @param maxAge how long ago the suite may have ended
 */
public record ReportReading(Path home, Suite suite, Duration maxAge) {
  private static final int NAMED = 5;

  /** What reading came to. */
  public sealed interface Answer {}

  /** Numbers that may be believed, and the reports that they come from. */
  public record Believable(List<JUnitFile> files, TestResults results) implements Answer {
    public Believable {
      files = List.copyOf(files);
    }
  }

  /** No numbers. */
  public record Refused(Failure why) implements Answer {}

  /** Reads them now; so many skipped cases that the rest says nothing are no results. */
  public Answer read(StepInput input) throws InterruptedException {
    return switch (count(input)) {
      case Believable believable ->
          suite
              .skips()
              .objection(believable.results())
              .<Answer>map(
                  why ->
                      new Refused(
                          Failure.of(
                              FailureClass.TEST_FAILURE,
                              why,
                              input.values().conceal(believable.results().details()))))
              .orElse(believable);
      case Refused refused -> refused;
    };
  }

  /** Reads them now, however many cases were skipped. */
  public Answer count(StepInput input) throws InterruptedException {
    try {
      ReportPattern pattern = ReportPattern.of(home, input.values().resolve(suite.reports()));
      ReportPattern.Listing there = pattern.list();
      if (!there.unread().isEmpty()) {
        return no(unread(home, there));
      }
      Optional<Freshness> freshness = freshness(input);
      if (there.reports().isEmpty()) {
        return no("no report " + suite.reports() + ": run the suite; zero tests are never a pass");
      }
      if (freshness.isEmpty()) {
        return no(
            "the suite has not run to its end in this run, so the reports %s prove nothing"
                .formatted(suite.reports()));
      }
      Optional<String> old = freshness.get().objection();
      if (old.isPresent()) {
        return no("the reports " + suite.reports() + " " + old.get());
      }
      String digest = ReportDigest.of(pattern, there.reports());
      if (!input.values().fact(suite.facts().digest()).equals(Optional.of(digest))) {
        return no(
            ("the reports %s are not as the suite left them: run the suite again, and have nothing"
                    + " else write there")
                .formatted(suite.reports()));
      }
      return judged(files(there.reports()), freshness.get(), input);
    } catch (MissingValueException | IllegalArgumentException e) {
      return new Refused(ReportFailures.setting("reports", e));
    } catch (IOException e) {
      return new Refused(ReportFailures.folder(suite.reports(), e));
    }
  }

  /** Names what fits a pattern and is not read. */
  static String unread(Path home, ReportPattern.Listing there) {
    return there.unread().stream()
            .limit(NAMED)
            .map(one -> shown(home, one.path()) + " is " + one.what())
            .collect(Collectors.joining(", "))
        + ": not read; have the suite write its reports as files of their own";
  }

  private static List<JUnitFile> files(List<Path> paths) throws InterruptedException {
    var files = new ArrayList<JUnitFile>();
    var reader = new JUnitReader();
    for (Path path : paths) {
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped while reading " + path.getFileName());
      }
      files.add(reader.read(path));
    }
    return files;
  }

  private Answer judged(List<JUnitFile> files, Freshness freshness, StepInput input) {
    var broken = new ArrayList<String>();
    var contradictions = new ArrayList<String>();
    var shortages = new ArrayList<String>();
    for (JUnitFile file : files) {
      String name = shown(home, file.path());
      Optional<String> stale = freshness.objection(file);
      if (stale.isPresent()) {
        return no(name + " " + stale.get());
      }
      file.problem().ifPresent(problem -> broken.add(name + ": " + problem));
      file.contradictions().forEach(text -> contradictions.add(name + ": " + text));
      file.shortages().forEach(text -> shortages.add(name + ": " + text));
    }
    if (!broken.isEmpty()) {
      return no(broken.size() + " broken report(s): " + named(broken));
    }
    if (!contradictions.isEmpty()) {
      return no("reports that contradict themselves are not believed: " + named(contradictions));
    }
    return judged(files, shortages, TestResults.of(files), input);
  }

  private Answer judged(
      List<JUnitFile> files, List<String> shortages, TestResults results, StepInput input) {
    if (results.ran() == 0) {
      String what = results.cases().isEmpty() ? "hold no case" : "hold nothing but skipped cases";
      return no("the reports %s %s: zero tests are never a pass".formatted(suite.reports(), what));
    }
    if (results.cases().size() < suite.cases()) {
      return no(
          "the reports hold %d cases where the plan wants at least %d: not everything was reported"
              .formatted(results.cases().size(), suite.cases()));
    }
    // A plan that says how many there must be knows better than a producer's count.
    if (!shortages.isEmpty() && suite.cases() <= 1) {
      return no(
          "not everything was reported: %s; where its producer counts otherwise, have 'cases' of the task say how many there must be"
              .formatted(named(shortages)));
    }
    String exit = input.values().fact(suite.facts().exit()).orElse("");
    if (!exit.equals("0") && results.failed() == 0) {
      return no(
          "the suite ended with %s although no case failed: not everything was reported (%s)"
              .formatted(exit, results.summary()));
    }
    return new Believable(files, results);
  }

  private static String named(List<String> all) {
    String more = all.size() > NAMED ? "; and " + (all.size() - NAMED) + " more" : "";
    return all.stream().limit(NAMED).collect(Collectors.joining("; ")) + more;
  }

  static String shown(Path home, Path path) {
    for (Path root : List.of(home.toAbsolutePath().normalize(), real(home))) {
      if (path.startsWith(root)) {
        return root.relativize(path).toString();
      }
    }
    return path.toString();
  }

  private static Path real(Path home) {
    try {
      return home.toRealPath();
    } catch (IOException e) {
      return home.toAbsolutePath();
    }
  }

  private Optional<Freshness> freshness(StepInput input) {
    Optional<Instant> started = SuiteFacts.moment(input.values(), suite.facts().started());
    Optional<Instant> ended = SuiteFacts.moment(input.values(), suite.facts().ended());
    return started.isEmpty() || ended.isEmpty()
        ? Optional.empty()
        : Optional.of(new Freshness(started.get(), ended.get(), input.time().instant(), maxAge));
  }

  private static Refused no(String summary) {
    return new Refused(Failure.of(FailureClass.TEST_FAILURE, summary, ""));
  }
}
