package io.nuwa.emergency.acceptance.junit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The cases of a run of the suite, each counted once however often it was tried.
 *
 * @param cases in the order of the reports
 * @param remarks what is odd about the reports, though it changes no number
 * @param seconds the sum of the cases' times
 */
public record TestResults(List<TestCase> cases, List<String> remarks, double seconds) {
  public TestResults {
    cases = List.copyOf(cases);
    remarks = List.copyOf(remarks);
  }

  /** Puts reports together; the same case in a later report is another attempt at it. */
  public static TestResults of(List<JUnitFile> files) {
    var ordered = new ArrayList<>(files);
    ordered.sort(
        Comparator.comparing((JUnitFile f) -> f.suiteStarted().orElse(f.written()))
            .thenComparing(JUnitFile::written)
            .thenComparing(JUnitFile::path));
    Map<String, TestCase> cases = new LinkedHashMap<>();
    var remarks = new ArrayList<String>();
    int repeated = 0;
    double seconds = 0;
    for (JUnitFile file : ordered) {
      for (TestCase attempt : file.cases()) {
        TestCase before = cases.get(attempt.name());
        repeated += before == null ? 0 : 1;
        cases.put(attempt.name(), before == null ? attempt : merged(before, attempt, file));
      }
      seconds += file.seconds();
      String name = file.path().getFileName().toString();
      file.remarks().forEach(remark -> remarks.add(name + ": " + remark));
      if (file.cases().isEmpty()) {
        remarks.add(name + ": holds no case");
      }
    }
    if (repeated > 0) {
      remarks.add(
          "%d results repeat a case: counted as further attempts at it".formatted(repeated));
    }
    return new TestResults(List.copyOf(cases.values()), remarks, seconds);
  }

  private static TestCase merged(TestCase before, TestCase attempt, JUnitFile file) {
    return file.rerunsFirst() && before.last() == Outcome.PASSED && attempt.last() == Outcome.FAILED
        ? attempt.again(before)
        : before.again(attempt);
  }

  public long passed() {
    return count(Outcome.PASSED);
  }

  public long failed() {
    return count(Outcome.FAILED);
  }

  public long skipped() {
    return count(Outcome.SKIPPED);
  }

  public long flaky() {
    return cases.stream().filter(TestCase::flaky).count();
  }

  /** Cases that ran: the denominator of both rates. */
  public long ran() {
    return passed() + failed();
  }

  /** Percent of the cases that ran and passed in the end; NaN when none ran. */
  public double passRate() {
    return 100.0 * passed() / ran();
  }

  /** Percent of the cases that ran and passed at once; NaN when none ran. */
  public double firstAttemptPassRate() {
    long atOnce = passed() - flaky();
    return 100.0 * atOnce / ran();
  }

  public List<TestCase> failing() {
    return cases.stream().filter(testCase -> testCase.last() == Outcome.FAILED).toList();
  }

  /** The case of this name. */
  public Optional<TestCase> named(String name) {
    return cases.stream().filter(testCase -> testCase.name().equals(name)).findFirst();
  }

  /** One line with figures. */
  public String summary() {
    return "%d cases, %d passed, %d failed%s%s; first attempt %s, final %s"
        .formatted(
            cases.size(),
            passed(),
            failed(),
            skipped() == 0 ? "" : ", " + skipped() + " skipped",
            flaky() == 0 ? "" : ", " + flaky() + " flaky",
            percent(firstAttemptPassRate()),
            percent(passRate()));
  }

  /** The summary, then each case that failed at some time, then what is odd. */
  public String details() {
    var text = new StringBuilder(summary());
    text.append(" (%.1f s in cases)%n".formatted(seconds));
    failing().forEach(testCase -> text.append("failed: ").append(testCase.readable()).append('\n'));
    cases.stream()
        .filter(TestCase::flaky)
        .forEach(testCase -> text.append("flaky: ").append(testCase.readable()).append('\n'));
    remarks.forEach(remark -> text.append("note: ").append(remark).append('\n'));
    return text.toString();
  }

  /** 100.0 % is said of nothing less than all. */
  private static String percent(double rate) {
    double shown = rate < 100 ? Math.min(rate, 99.9) : rate;
    return String.format(Locale.ROOT, "%.1f %%", shown);
  }

  private long count(Outcome outcome) {
    return cases.stream().filter(testCase -> testCase.last() == outcome).count();
  }
}
