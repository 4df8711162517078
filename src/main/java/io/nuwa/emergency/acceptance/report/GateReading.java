package io.nuwa.emergency.acceptance.report;

import io.nuwa.emergency.acceptance.junit.JUnitFile;
import io.nuwa.emergency.acceptance.junit.TestCase;
import io.nuwa.emergency.acceptance.junit.TestResults;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.step.StepInput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads reports as a gate names them: those of one suite or of several, each as a whole, by the
 * guards of the suite that wrote them. However a folder is spelt, the same guards hold.
 *
 * @param reports the pattern of the gate, a template
 * @param maxAge how long ago each suite may have ended
 * @param bounded whether too many skipped cases make it no result
 * @param system what results must have been measured against
 */
public record GateReading(
    Suites suites, String reports, Duration maxAge, boolean bounded, SystemNow system) {

  /** Reads them now. */
  public ReportReading.Answer read(StepInput input) throws InterruptedException {
    List<Suite> writing = suites.writing(reports, input.values());
    if (writing.isEmpty()) {
      return no(
          FailureClass.CONFIGURATION,
          "no acceptance-suite of the plan writes the reports "
              + reports
              + ", so nothing is known of them: add such a task");
    }
    try {
      var files = new ArrayList<JUnitFile>();
      for (Suite suite : writing) {
        var reading = new ReportReading(suites.home(), suite, maxAge);
        switch (bounded ? reading.read(input) : reading.count(input)) {
          case ReportReading.Believable believable -> files.addAll(believable.files());
          case ReportReading.Refused refused -> {
            return refused;
          }
        }
      }
      Optional<ReportReading.Refused> others = others(writing, files, input);
      if (others.isPresent()) {
        return others.get();
      }
      Optional<Failure> other = system.objection(writing, input);
      return other.isPresent()
          ? new ReportReading.Refused(other.get())
          : new ReportReading.Believable(files, TestResults.of(files));
    } catch (MissingValueException | IllegalArgumentException e) {
      return new ReportReading.Refused(ReportFailures.setting("reports", e));
    } catch (IOException e) {
      return new ReportReading.Refused(ReportFailures.folder(reports, e));
    }
  }

  /** The results of failing cases that were run alone, of all suites together. */
  public Optional<TestResults> alone(StepInput input) throws IOException {
    var all = new ArrayList<TestCase>();
    for (Suite suite : suites.writing(reports, input.values())) {
      new AloneReading(suites.home(), suite)
          .read(input)
          .ifPresent(results -> all.addAll(results.cases()));
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(new TestResults(all, List.of(), 0));
  }

  /** The gate must read the suites' reports, all of them and nothing else. */
  private Optional<ReportReading.Refused> others(
      List<Suite> writing, List<JUnitFile> files, StepInput input) throws IOException {
    Path home = suites.home();
    ReportPattern pattern = ReportPattern.of(home, input.values().resolve(reports));
    ReportPattern.Listing there = pattern.list();
    if (!there.unread().isEmpty()) {
      return Optional.of(no(FailureClass.TEST_FAILURE, ReportReading.unread(home, there)));
    }
    Set<Path> own = new HashSet<>(files.stream().map(JUnitFile::path).toList());
    for (Path report : there.reports()) {
      if (!own.remove(report)) {
        return Optional.of(
            no(
                FailureClass.TEST_FAILURE,
                "%s was written by no suite of the plan: have the gate read %s"
                    .formatted(ReportReading.shown(home, report), writing.getFirst().reports())));
      }
    }
    return own.stream()
        .min(Path::compareTo)
        .map(
            left ->
                no(
                    FailureClass.CONFIGURATION,
                    "the reports %s leave out %s, which the suite wrote, too: have the gate read %s"
                        .formatted(
                            reports,
                            ReportReading.shown(home, left),
                            writing.getFirst().reports())));
  }

  private static ReportReading.Refused no(FailureClass kind, String summary) {
    return new ReportReading.Refused(Failure.of(kind, summary, ""));
  }
}
