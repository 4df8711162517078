package io.nuwa.emergency.acceptance.junit;

import java.util.OptionalInt;

/** A {@code testsuite} or {@code testsuites} element that is being read. */
final class SuiteFrame {
  private final String name;
  private final OptionalInt announced;
  private int counted;

  SuiteFrame(String name, String tests) {
    this.name = name == null ? "" : name.strip();
    this.announced = number(tests);
  }

  String name() {
    return name;
  }

  void count(int cases) {
    counted += cases;
  }

  int counted() {
    return counted;
  }

  boolean contradictsItself() {
    return announced.isPresent() && announced.getAsInt() != counted;
  }

  String contradiction() {
    return "%s says tests=\"%d\" and holds %d"
        .formatted(
            name.isEmpty() ? "a suite" : "suite '" + name + "'", announced.orElse(0), counted);
  }

  private static OptionalInt number(String text) {
    try {
      return text == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text.strip()));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
