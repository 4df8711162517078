package io.nuwa.emergency.acceptance;

import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.process.Invocation;
import io.nuwa.emergency.process.Processes;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.StepInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The suite as a program. */
record SuiteCommand(Path home, Processes processes, SuiteSettings settings) {
  /** What shells end with when a program could not be executed. */
  static final int NOT_EXECUTABLE = 126;

  /** The same when there is no such program. */
  static final int NOT_STARTED = 127;

  /** Shells add the number of the signal that killed a program. */
  private static final int SIGNALLED = 128;

  private static final int LAST_SIGNAL = 64;

  /** Whether a program that ended so was killed: by hand, for want of memory, by its own fault. */
  static boolean isKilled(int exit) {
    return exit > SIGNALLED && exit <= SIGNALLED + LAST_SIGNAL;
  }

  /** Runs it to its end with these words after its own. */
  Completion run(List<String> more, StepInput input) throws InterruptedException {
    Values values = input.values();
    var words = new ArrayList<>(settings.command().stream().map(values::resolve).toList());
    words.addAll(more);
    var environment = new LinkedHashMap<String, String>();
    settings.environment().forEach((name, value) -> environment.put(name, values.resolve(value)));
    Duration left = input.left();
    Duration own = settings.timeout().orElse(left);
    Duration limit = own.compareTo(left) < 0 ? own : left;
    return processes.run(new Invocation(words, environment, home, limit));
  }

  /** The command for a reader. */
  String readable(Values values) {
    List<String> words = settings.command().stream().map(values::readable).toList();
    return new Invocation(words, Map.of(), home, Duration.ZERO).readable();
  }

  /**
   * What it wrote, without secrets.
   *
   * @param name what the evidence is called, such as {@code suite}
   */
  static List<Evidence> output(String name, Completion completion, Values values) {
    return Stream.of(
            new Evidence(name + "-stdout.txt", values.conceal(completion.stdout())),
            new Evidence(name + "-stderr.txt", values.conceal(completion.stderr())))
        .filter(evidence -> !evidence.text().isBlank())
        .toList();
  }
}
