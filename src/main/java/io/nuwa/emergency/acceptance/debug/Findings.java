package io.nuwa.emergency.acceptance.debug;

import io.nuwa.emergency.acceptance.junit.Outcome;
import io.nuwa.emergency.acceptance.junit.TestCase;
import io.nuwa.emergency.acceptance.junit.TestResults;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.failure.KnownSignatures;
import io.nuwa.emergency.failure.Signatures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What looking at the failing cases of a suite came to.
 *
 * @param flaky cases that failed in the suite and passed alone, each one of its name; they stay
 *     failed ones
 * @param again cases that failed alone too
 * @param unseen failing cases that were not run alone
 * @param causes why the others failed, the cause to work on first
 */
public record Findings(
    List<TestCase> flaky, List<TestCase> again, List<TestCase> unseen, List<Cause> causes) {
  /** Of the failing cases; a cause of fewer is not what keeps the suite from passing. */
  private static final double WORTH_A_REMEDY = 0.1;

  /**
   * The list of known signatures that tells causes outside of the product, in the words of a case
   * or of a suite that could not begin.
   */
  public static final String SIGNATURES = "test";

  private static final int NAMED_CASES = 3;

  public Findings {
    flaky = List.copyOf(flaky);
    again = List.copyOf(again);
    unseen = List.copyOf(unseen);
    causes = List.copyOf(causes);
  }

  /**
   * Looks at the cases that failed.
   *
   * @param suite the results of the whole suite
   * @param alone the results of the failing cases run alone; empty when that was not measured
   * @param addresses names the services behind addresses
   */
  public static Findings of(
      TestResults suite, Optional<TestResults> alone, ServiceAddresses addresses) {
    var flaky = new ArrayList<TestCase>();
    var again = new ArrayList<TestCase>();
    var unseen = new ArrayList<TestCase>();
    var failures = new EnumMap<FailureClass, Map<TestCase, Failure>>(FailureClass.class);
    if (suite.failed() == 0) {
      return new Findings(flaky, again, unseen, List.of());
    }
    Signatures signatures = KnownSignatures.of(SIGNATURES);
    Map<String, List<TestCase>> ran = byName(suite.cases());
    Map<String, List<TestCase>> tried = byName(alone.map(TestResults::cases).orElse(List.of()));
    for (TestCase failing : suite.failing()) {
      List<TestCase> tries = tried.getOrDefault(failing.name(), List.of());
      // Of cases with one name no report says which is which: all of them must have passed.
      if (tries.size() >= ran.get(failing.name()).size()
          && tries.stream().allMatch(one -> one.last() == Outcome.PASSED)) {
        flaky.add(failing);
        continue;
      }
      Optional<TestCase> seen =
          tries.stream().filter(one -> one.last() == Outcome.FAILED).findFirst();
      seen.ifPresentOrElse(again::add, () -> unseen.add(failing));
      // The words of the case run alone come first: nothing else happened beside it.
      Failure cause = cause(signatures, seen, failing, addresses);
      failures
          .computeIfAbsent(cause.kind(), kind -> new LinkedHashMap<>())
          .put(seen.orElse(failing), cause);
    }
    var causes = new ArrayList<Cause>();
    failures.forEach((kind, cases) -> causes.add(Cause.of(kind, cases)));
    if (!flaky.isEmpty()) {
      causes.add(new Cause(FailureClass.TEST_FLAKY, Map.of(), flaky));
    }
    causes.sort(order(suite.failing().size()));
    return new Findings(flaky, again, unseen, causes);
  }

  /** The cases that ran. */
  private static Map<String, List<TestCase>> byName(List<TestCase> cases) {
    return cases.stream()
        .filter(one -> one.last() != Outcome.SKIPPED)
        .collect(Collectors.groupingBy(TestCase::name));
  }

  private static Failure cause(
      Signatures signatures,
      Optional<TestCase> seen,
      TestCase failing,
      ServiceAddresses addresses) {
    Failure cause =
        seen.map(one -> signatures.classify(one.name(), one.message()))
            .filter(one -> one.kind() != FailureClass.UNKNOWN)
            .orElseGet(() -> signatures.classify(failing.name(), failing.message()));
    return cause.kind() == FailureClass.UNKNOWN
        ? Failure.of(FailureClass.TEST_FAILURE, cause.summary(), cause.evidence())
        : addresses.named(cause);
  }

  /** Causes that can be removed, the most basic first; then the rest, the larger first. */
  private static Comparator<Cause> order(int failing) {
    return Comparator.comparing((Cause cause) -> cause.cases().size() < WORTH_A_REMEDY * failing)
        .thenComparingInt(Cause::depth)
        .thenComparingInt(cause -> -cause.cases().size())
        .thenComparing(Cause::kind);
  }

  /** One line: how many are flaky and why the others failed; empty when no case failed. */
  public String text() {
    var parts = new ArrayList<String>();
    if (!flaky.isEmpty()) {
      String names =
          flaky.stream().limit(NAMED_CASES).map(TestCase::label).collect(Collectors.joining("; "));
      String more =
          flaky.size() > NAMED_CASES ? " and " + (flaky.size() - NAMED_CASES) + " more" : "";
      parts.add(flaky.size() + " flaky, passed alone: " + names + more);
    }
    causes.stream()
        .filter(cause -> cause.kind() != FailureClass.TEST_FLAKY)
        .map(Cause::text)
        .forEach(parts::add);
    return String.join("; ", parts);
  }

  /** A line for each case that failed. */
  public String details() {
    var text = new StringBuilder();
    for (Cause cause : causes) {
      text.append("cause: ").append(cause.text()).append('\n');
      for (TestCase one : cause.cases()) {
        String alone =
            flaky.contains(one)
                ? "passed alone"
                : again.contains(one) ? "failed alone too" : "not run alone";
        text.append("  ").append(alone).append(": ").append(one.readable()).append('\n');
      }
    }
    return text.toString();
  }
}
