package io.nuwa.emergency.drill.daemon;

import io.nuwa.emergency.control.CollectReport;
import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.drill.ground.Ground;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a watch records, and the notices that it writes beside that, as they come. */
public final class JournalTail {
  private final Ground ground;
  private final Time time;
  private final Path journal;
  private final Path notices;
  private Optional<RunState> state = Optional.empty();
  private long bytes = -1;
  private long seen;
  private int told;

  public JournalTail(Ground ground, Time time) {
    this.ground = ground;
    this.time = time;
    this.journal = ground.home().resolve("promptx/memory/journal.jsonl");
    this.notices = ground.home().resolve("logs/monitor.log");
  }

  /** Entries that were recorded since the last call; none while nothing can be read. */
  public List<Entry> news() {
    long now = journal.toFile().length();
    if (now == bytes) {
      return List.of();
    }
    ReportCase read = new CollectReport(ground.workplace()).collect(ground.plan(), time.instant());
    bytes = now;
    if (!read.state().map(RunState::run).equals(state.map(RunState::run))) {
      // Another run begins to count anew.
      seen = 0;
    }
    state = read.state().or(() -> state);
    List<Entry> fresh = read.entries().stream().filter(entry -> entry.sequence() > seen).toList();
    seen = fresh.isEmpty() ? seen : fresh.getLast().sequence();
    return fresh;
  }

  /** The run as it was last read. */
  public Optional<RunState> state() {
    return state;
  }

  /** Whether somebody is at work on the run just now. */
  public boolean isBusy() {
    return new CollectReport(ground.workplace())
        .collect(ground.plan(), time.instant())
        .view()
        .runningPid()
        .isPresent();
  }

  /** Lines of the watch's own log since the last call. */
  public List<String> notices() throws IOException {
    if (!Files.exists(notices)) {
      return List.of();
    }
    List<String> all = Files.readAllLines(notices);
    List<String> fresh = all.subList(Math.min(told, all.size()), all.size());
    told = all.size();
    return fresh;
  }
}
