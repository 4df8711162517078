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

  /**
   * No gate need see it, and no remedy can help: the command, as a user calls it, must not say that
   * all is well until somebody has undone it.
   *
   * @param command that must not end with 0
   */
  record Refused(List<String> command) implements Expectation {
    public Refused {
      command = List.copyOf(command);
    }

    @Override
    public Set<FailureClass> classes() {
      return Set.of();
    }
  }

  /**
   * It is noticed. Repaired is as right as given up, whatever it is called; green while it lasts is
   * not.
   */
  record Disbelieved() implements Expectation {
    @Override
    public Set<FailureClass> classes() {
      return Set.of();
    }
  }

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

  /** Asked for an exit code after a whole measurement. */
  static Expectation refused() {
    return new Refused(List.of("status", "--verify", "--exit-code"));
  }

  static Expectation givenUp(List<String> roles, FailureClass... classes) {
    return new GivenUp(Set.of(classes), roles);
  }
}
