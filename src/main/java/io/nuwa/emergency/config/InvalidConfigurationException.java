package io.nuwa.emergency.config;

import java.util.List;
import java.util.stream.Collectors;

/** A file is not what it should be; holds every problem found in it. */
public final class InvalidConfigurationException extends RuntimeException {
  private final transient List<Problem> problems;

  public InvalidConfigurationException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
