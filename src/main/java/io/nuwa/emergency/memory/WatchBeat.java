package io.nuwa.emergency.memory;

import io.nuwa.emergency.files.WholeFile;
import io.nuwa.emergency.json.JsonObject;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.run.WatchSight;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sign that a watch gives of its loop, in a file beside its lock: a process that lives may be
 * stopped or stuck all the same. It proves nothing but that it turned then, so it is not made
 * durable.
 *
 * @param at when the loop turned
 * @param looking whether it began a whole look then, in which a suite of tests may run
 * @param blind since when its looks fail, and why; empty while they do not
 */
public record WatchBeat(Instant at, boolean looking, Optional<WatchSight.Blind> blind) {
  private static final Duration BETWEEN_TURNS = Duration.ofMinutes(3);
  private static final Duration LONGEST_LOOK = Duration.ofHours(2).plusMinutes(5);

  /**
   * Leaves it for others to see. Where it cannot be written, the watch seems silent, and is told.
   */
  public void write(MemoryFolder memory) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("at", at.toString());
    fields.put("looking", looking);
    blind.ifPresent(
        one -> {
          fields.put("blindSince", one.since().toString());
          fields.put("reason", one.reason());
        });
    Sign.write(memory.watchBeat(), JsonText.line(fields));
  }

  /** The last one; empty when there is none, or none that can be read. */
  static Optional<WatchBeat> last(MemoryFolder memory) {
    if (Files.notExists(memory.watchBeat())) {
      return Optional.empty();
    }
    try {
      var o = new JsonObject(JsonText.read(WholeFile.bytes(memory.watchBeat())));
      Optional<WatchSight.Blind> blind =
          o.optionalText("reason")
              .map(reason -> new WatchSight.Blind(o.instant("blindSince"), reason));
      return Optional.of(new WatchBeat(o.instant("at"), o.flag("looking"), blind));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Since when this watch cannot look, and why, as it has said itself; empty while it can. */
  public static Optional<WatchSight.Blind> blind(MemoryFolder memory, RunLock.Holder watch) {
    return last(memory)
        .filter(beat -> !beat.at.isBefore(watch.startedAt()))
        .flatMap(WatchBeat::blind);
  }

  /**
   * Since when this watch has given no sign; empty while it does. One that the kernel has stopped
   * is silent at once.
   */
  public static Optional<Instant> silentSince(
      MemoryFolder memory, RunLock.Holder watch, Instant now) {
    Optional<WatchBeat> last = last(memory).filter(beat -> !beat.at.isBefore(watch.startedAt()));
    Instant since = last.isPresent() ? last.get().at : watch.startedAt();
    Duration bound = last.isPresent() && last.get().looking ? LONGEST_LOOK : BETWEEN_TURNS;
    boolean late = Duration.between(since, now).compareTo(bound) > 0;
    return late || Birth.isStopped(watch.pid()) ? Optional.of(since) : Optional.empty();
  }
}
