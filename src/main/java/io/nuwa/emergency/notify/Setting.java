package io.nuwa.emergency.notify;

import io.nuwa.emergency.notify.message.Wording;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.time.Time;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Where and for whom alerts are sent.
 *
 * @param plan who is told
 * @param home the folder that holds {@code promptx/} and {@code logs/}
 * @param time the clock
 * @param wording the language of what people are told
 * @param values what templates stand for, from the facts of a run; secrets are read each time
 * @param notice is told, in a sentence, what was sent and what could not be
 */
public record Setting(
    Plan plan,
    Path home,
    Time time,
    Wording wording,
    Function<Map<String, String>, Values> values,
    Consumer<String> notice) {

  /** The file that keeps who was told what, and what is owed. */
  public static Path outbox(Path home) {
    return home.resolve("promptx").resolve("memory").resolve("alerts.json");
  }

  /** Without secrets where they cannot be read: not every address needs one. */
  Values values(RunState state) {
    try {
      return values.apply(state.facts());
    } catch (RuntimeException unreadable) {
      return new Values(state.facts(), Map.of());
    }
  }
}
