package io.nuwa.emergency.acceptance.junit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/**
 * The cases of a run of the suite, each element of a report one of its own.
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

  /** Puts reports together. Each case stays one of its own: that a name is repeated is no rerun. */
  public static TestResults of(List<JUnitFile> files) {
    var all = new ArrayList<TestCase>();
    var names = new HashMap<String, Integer>();
    var remarks = new ArrayList<String>();
    double seconds = 0;
    for (JUnitFile file : files) {
      all.addAll(file.cases());
      seconds += file.seconds();
      String name = file.path().getFileName().toString();
      file.remarks().forEach(remark -> remarks.add(name + ": " + remark));
      file.shortages().forEach(remark -> remarks.add(name + ": " + remark));
      if (file.cases().isEmpty()) {
        remarks.add(name + ": holds no case");
      }
    }
    all.forEach(one -> names.merge(one.name(), 1, Integer::sum));
    all.replaceAll(one -> names.get(one.name()) > 1 ? one.distinguished() : one);
    long repeated = names.values().stream().filter(times -> times > 1).count();
    if (repeated > 0) {
      remarks.add(
          "%d name(s) stand more than once: each time it is a case of its own".formatted(repeated));
    }
    return new TestResults(all, remarks, seconds);
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

  /** One line with figures. */
  public String summary() {
    return "%d cases, %d passed, %d failed%s%s; first attempt %s, final %s%s"
        .formatted(
            cases.size(),
            passed(),
            failed(),
            skipped() == 0 ? "" : ", " + skipped() + " skipped",
            flaky() == 0 ? "" : ", " + flaky() + " flaky",
            percent(firstAttemptPassRate()),
            percent(passRate()),
            skipped() == 0 ? "" : " of " + ran() + " executed");
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
