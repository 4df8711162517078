package io.nuwa.emergency.acceptance.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * A {@code testsuite} or {@code testsuites} element that is being read: what it says of itself, and
 * what was found in it and in the suites inside of it.
 */
final class SuiteFrame {
  /** How many skipped cases a suite may leave out of its list. */
  private static final long MOST_LEFT_OUT = 1_000_000;

  private static final Set<String> OTHER_BAD =
      Set.of(
          "failure",
          "failed",
          "fails",
          "error",
          "errored",
          "timeouts",
          "timedout",
          "aborted",
          "crashed",
          "broken",
          "interrupted",
          "inconclusive",
          "incomplete",
          "unexpected");

  private static final Set<String> SKIPPED =
      Set.of("skipped", "skip", "skips", "disabled", "ignored", "notrun", "pending", "suppressed");

  private static final List<String> WORDS =
      List.of("status", "result", "outcome", "state", "conclusion", "verdict", "success", "passed");

  private final Map<String, String> attributes;
  private int counted;
  private int bad;
  private int skipped;
  private int attempts;

  /**
   * Begins a suite.
   *
   * @param attributes by their names in small letters
   */
  SuiteFrame(Map<String, String> attributes) {
    this.attributes = attributes;
  }

  String name() {
    return attributes.getOrDefault("name", "").strip();
  }

  /** What sets it apart from a suite of the same name: the host, or its name. */
  String leg() {
    String host = attributes.getOrDefault("hostname", "").strip();
    return host.isEmpty() ? name() : host;
  }

  /** Counts a case of its own. */
  void count(CaseFrame one) {
    counted++;
    bad += one.bad();
    attempts += one.attempts();
    skipped += one.last() == Outcome.SKIPPED ? 1 : 0;
  }

  /** Counts trouble outside of any case. */
  void trouble(CaseFrame one) {
    bad += one.bad();
  }

  /** Counts what was found in a suite inside of this one. */
  void count(SuiteFrame inside) {
    counted += inside.counted;
    bad += inside.bad;
    skipped += inside.skipped;
    attempts += inside.attempts;
  }

  /** Counts skipped cases that it tells of and does not list, and says how many they are. */
  int leftOut() {
    long told = most(SKIPPED) - skipped;
    OptionalLong tests = number("tests");
    if (told <= 0 || tests.isEmpty()) {
      return 0;
    }
    // Of some producers 'tests' counts the skipped ones, of others it does not.
    boolean apart = most(SKIPPED) > tests.getAsLong();
    long missing = apart ? told : Math.min(told, tests.getAsLong() - counted);
    int out = (int) Math.clamp(missing, 0, MOST_LEFT_OUT);
    skipped += out;
    counted += out;
    return out;
  }

  /** Why what it says of itself is worse than what stands in it, so that neither is believed. */
  List<String> contradictions() {
    var all = new ArrayList<String>();
    long announced =
        Math.max(
            Math.max(0, number("failures").orElse(0)) + Math.max(0, number("errors").orElse(0)),
            most(OTHER_BAD));
    if (announced > bad) {
      all.add(says(bad(), bad == 0 ? "no failure" : bad + " of them"));
    }
    long hidden = most(SKIPPED) - skipped;
    if (hidden > 0) {
      all.add(says(attributesOf(SKIPPED), skipped + " skipped: others read as if they had run"));
    }
    for (String word : WORDS) {
      String value = attributes.getOrDefault(word, "");
      OutcomeWord said = value.isBlank() ? OutcomeWord.PASSED : OutcomeWord.of(value);
      if (bad == 0 && (said == OutcomeWord.FAILED || said == OutcomeWord.UNKNOWN)) {
        all.add(says(Map.of(word, value), "no failure"));
      }
    }
    unreadable().ifPresent(text -> all.add(called() + " says " + text + ", which is no number"));
    return all;
  }

  /** Says when it holds fewer cases than it says. */
  Optional<String> shortage() {
    long tests = number("tests").orElse(0);
    return tests > (long) counted + attempts
        ? Optional.of(says(Map.of("tests", Long.toString(tests)), Integer.toString(counted)))
        : Optional.empty();
  }

  /** Says when it holds more cases than it says, which changes no number. */
  Optional<String> surplus() {
    OptionalLong tests = number("tests");
    return tests.isPresent() && tests.getAsLong() < counted
        ? Optional.of(
            says(Map.of("tests", Long.toString(tests.getAsLong())), Integer.toString(counted)))
        : Optional.empty();
  }

  /**
   * Whether its producer is known to count something else as tests: pytest also parts of a case,
   * Catch2 assertions. Both write a report at once, so none of them is cut short.
   */
  boolean countsOtherwise() {
    return name().equals("pytest") || attributes.getOrDefault("hostname", "").equals("tbd");
  }

  private Map<String, String> bad() {
    var all = attributesOf(OTHER_BAD);
    all.putAll(attributesOf(Set.of("failures", "errors")));
    return all;
  }

  /** Those of these attributes that count something. */
  private Map<String, String> attributesOf(Set<String> names) {
    var all = new TreeMap<String, String>();
    for (String name : names) {
      if (number(name).orElse(0) > 0) {
        all.put(name, attributes.get(name).strip());
      }
    }
    return all;
  }

  /** For people. */
  String called() {
    return name().isEmpty() ? "a suite" : "suite '" + name() + "'";
  }

  private String says(Map<String, String> announced, String found) {
    var text = new StringBuilder(called()).append(" says");
    announced.forEach((name, value) -> text.append(" %s=\"%s\"".formatted(name, value)));
    return text.append(" and holds ").append(found).toString();
  }

  private long most(Set<String> names) {
    return names.stream().mapToLong(name -> number(name).orElse(0)).max().orElse(0);
  }

  private Optional<String> unreadable() {
    return List.of("failures", "errors", "skipped").stream()
        .filter(name -> !attributes.getOrDefault(name, "").isBlank() && number(name).isEmpty())
        .map(name -> name + "=\"" + attributes.get(name).strip() + "\"")
        .findFirst();
  }

  private OptionalLong number(String name) {
    String text = attributes.getOrDefault(name, "").strip().replace(",", "");
    try {
      double number = text.isEmpty() ? Double.NaN : Double.parseDouble(text);
      return Double.isFinite(number) && number >= 0
          ? OptionalLong.of((long) Math.ceil(number))
          : OptionalLong.empty();
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
