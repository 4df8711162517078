package io.nuwa.emergency.acceptance.debug;

import io.nuwa.emergency.acceptance.junit.TestCase;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Why some cases failed.
 *
 * @param kind the class of the cause
 * @param details what a remedy needs to know, such as {@code table} and {@code service}; the first
 *     of each where the cases differ, and all of them in {@code tables} and {@code services}
 * @param cases that failed for it, at least one
 */
public record Cause(FailureClass kind, Map<String, String> details, List<TestCase> cases) {
  /**
   * From the most basic on: a service that is down explains missing rows, and a missing table too.
   */
  private static final List<FailureClass> BASIC_FIRST =
      List.of(
          FailureClass.NO_SPACE,
          FailureClass.NAME_RESOLUTION,
          FailureClass.NOT_READY,
          FailureClass.AUTHENTICATION,
          FailureClass.SCHEMA_MISMATCH,
          FailureClass.TEST_DATA,
          FailureClass.TIMEOUT);

  public Cause {
    details = Map.copyOf(details);
    cases = List.copyOf(cases);
  }

  /** Puts together what cases of one class say of their cause. */
  static Cause of(FailureClass kind, Map<TestCase, Failure> cases) {
    var details = new TreeMap<String, String>();
    var all = new TreeMap<String, Set<String>>();
    for (Failure one : cases.values()) {
      one.details().forEach(details::putIfAbsent);
      one.details()
          .forEach((name, value) -> all.computeIfAbsent(name, n -> new TreeSet<>()).add(value));
    }
    for (String name : List.of("table", "column", "service")) {
      if (all.containsKey(name)) {
        details.put(name + "s", String.join(",", all.get(name)));
      }
    }
    return new Cause(kind, details, List.copyOf(cases.keySet()));
  }

  /** Whether it lies outside of the product under test. */
  boolean outside() {
    return BASIC_FIRST.contains(kind);
  }

  /** The smaller, the more it explains. */
  int depth() {
    return outside() ? BASIC_FIRST.indexOf(kind) : BASIC_FIRST.size();
  }

  /** Such as {@code schema-mismatch (table order_items) in 4 cases}. */
  String text() {
    var what = new StringBuilder();
    for (String name : List.of("table", "column", "service", "host", "user")) {
      String value = details.getOrDefault(name + "s", details.get(name));
      if (value != null) {
        what.append(what.isEmpty() ? "" : ", ").append(name).append(' ').append(value);
      }
    }
    return String.format(
        Locale.ROOT,
        "%s%s in %d case%s",
        kind.id(),
        what.isEmpty() ? "" : " (" + what + ")",
        cases.size(),
        cases.size() == 1 ? "" : "s");
  }
}
