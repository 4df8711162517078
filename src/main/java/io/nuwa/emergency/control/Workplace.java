package io.nuwa.emergency.control;

import io.nuwa.emergency.failure.Finding;
import io.nuwa.emergency.memory.MemoryFolder;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.redaction.Redaction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where and as whom the use cases work.
 *
 * @param home the folder that holds {@code promptx/} and {@code logs/}; absolute
 * @param environment of this process
 * @param java the java binary that runs us, for plans that start a jar
 */
public record Workplace(Path home, Map<String, String> environment, String java) {
  public Workplace {
    environment = Map.copyOf(environment);
  }

  MemoryFolder memory() {
    return new MemoryFolder(home);
  }

  /** Values that hold on this machine only and are never recorded. */
  Map<String, String> local() {
    return Map.of("home", home.toString(), "java", java);
  }

  /** What templates of this plan stand for in a run that knows these facts; secrets as of now. */
  public Values values(Plan plan, Map<String, String> facts) {
    return new Values(facts, new Secrets(home, plan).get()).with(local());
  }

  /** Secrets that this plan asks for and that are too short to be hidden. */
  public List<Finding> tooShort(Plan plan) {
    return new Secrets(home, plan).tooShort();
  }

  /** Hides the secrets of this plan's stack, as they are now, and what looks like one. */
  public Redaction redaction(Plan plan) {
    return new Secrets(home, plan).redaction();
  }
}
