package io.nuwa.emergency.control;

import io.nuwa.emergency.memory.RunHistory;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.Verdict;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What is told of a run, however long it is: the newest of what repeats itself for weeks (a gate
 * that reads as before, a watch that comes by), and the newest of everything else.
 */
final class KeptEntries implements Consumer<Entry> {
  private static final int ROUTINE = 10_000;
  private static final int EVENTS = 20_000;

  private final Deque<Entry> routine = new ArrayDeque<>();
  private final Deque<Entry> events = new ArrayDeque<>();
  private final Map<String, Verdict> last = new HashMap<>();
  private Entry first;

  private KeptEntries() {}

  /** The whole journal, with these of its entries. */
  static RunHistory of(Path journal) {
    var kept = new KeptEntries();
    RunHistory read = RunHistory.whole(journal, kept);
    return read.keeping(kept.inOrder());
  }

  @Override
  public void accept(Entry entry) {
    if (first == null) {
      first = entry;
      return;
    }
    boolean repeats = repeats(entry.event());
    Deque<Entry> place = repeats ? routine : events;
    place.add(entry);
    if (place.size() > (repeats ? ROUTINE : EVENTS)) {
      place.removeFirst();
    }
  }

  private boolean repeats(Event event) {
    return switch (event) {
      case Event.RunResumed _, Event.RunStopped _ -> true;
      case Event.GateMeasured e ->
          e.reading().verdict() == last.put(e.blocker() + "/" + e.gate(), e.reading().verdict());
      default -> false;
    };
  }

  private List<Entry> inOrder() {
    var all = new ArrayList<Entry>();
    if (first != null) {
      all.add(first);
    }
    all.addAll(routine);
    all.addAll(events);
    all.sort(Comparator.comparingLong(Entry::sequence));
    return all;
  }
}
