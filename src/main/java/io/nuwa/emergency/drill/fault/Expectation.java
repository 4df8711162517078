package io.nuwa.emergency.drill.fault;

import io.nuwa.emergency.failure.FailureClass;
import java.util.List;
import java.util.Set;

/** What is right to make of a fault. */
public sealed interface Expectation {

  /** Classes as one of which it must be recognised; empty: none is asked for. */
  Set<FailureClass> classes();

  /** It is noticed, recognised and repaired. */
  record Repaired(Set<FailureClass> classes) implements Expectation {}

  /**
   * It is noticed and recognised; no remedy can help, so a role is asked and nothing turns green
   * until somebody has undone it.
   *
   * @param roles one of which is to be asked; empty: nobody can be, as nothing can be recorded
   */
  record GivenUp(Set<FailureClass> classes, List<String> roles) implements Expectation {}

  /** Nothing is broken: no alarm at all is right. */
  record NoAlarm() implements Expectation {
    @Override
    public Set<FailureClass> classes() {
      return Set.of();
    }
  }

  /** It passes by itself: an alarm while it lasts is right, tearing anything down is not. */
  record Passes() implements Expectation {
    @Override
    public Set<FailureClass> classes() {
      return Set.of();
    }
  }

  static Expectation repaired(FailureClass... classes) {
    return new Repaired(Set.of(classes));
  }

  static Expectation givenUp(List<String> roles, FailureClass... classes) {
    return new GivenUp(Set.of(classes), roles);
  }
}
