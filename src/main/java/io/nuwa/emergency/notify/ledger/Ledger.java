package io.nuwa.emergency.notify.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Who was told what, and what is owed to whom. Knows no clock, no file and no network: what a state
 * says comes in, what is due goes out.
 */
public final class Ledger {
  /** Ends of alerts that are kept for receivers that do not answer; the oldest go first. */
  public static final int MOST_ENDED = 200;

  /**
   * An alert and who was told of it.
   *
   * @param over when it ended; empty while it fires
   * @param told by the receiver's id; whoever was told of the end is taken out
   */
  public record Line(Firing alert, Optional<Instant> over, Map<String, Told> told) {
    public Line {
      told = Map.copyOf(told);
    }

    Line with(String receiver, Optional<Told> next) {
      var changed = new LinkedHashMap<>(told);
      changed.remove(receiver);
      next.ifPresent(t -> changed.put(receiver, t));
      return new Line(alert, over, changed);
    }
  }

  private final Map<String, Line> lines = new LinkedHashMap<>();
  private String run = "";
  private Instant asOf = Instant.MIN;
  private int forgotten;

  /** Nobody was told anything. */
  public Ledger() {}

  Ledger(String run, Instant asOf, Collection<Line> kept) {
    this.run = run;
    this.asOf = asOf;
    kept.forEach(line -> lines.put(line.alert().key(), line));
  }

  /** Of which run the last state was that counted here. */
  String run() {
    return run;
  }

  /** The time of the last record of that state. */
  Instant asOf() {
    return asOf;
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  List<Line> lines() {
    return List.copyOf(lines.values());
  }

  /** How many ends of alerts nobody will be told of any more, since this was asked last. */
  public int forgotten() {
    int count = forgotten;
    forgotten = 0;
    return count;
  }

  /**
   * Takes over what a state says. One that is older than what counted before, because another
   * process has gone on since, is left aside.
   *
   * @return whether anything is different now
   */
  public boolean follow(Snapshot said, List<Receiver> receivers, Instant now) {
    if (said.run().equals(run) && said.at().isBefore(asOf)) {
      return false;
    }
    List<Line> before = lines();
    run = said.run();
    asOf = said.at();
    for (Firing alert : said.firing()) {
      lines.merge(alert.key(), new Line(alert, Optional.empty(), Map.of()), Ledger::again);
    }
    var firing = said.firing().stream().map(Firing::key).collect(Collectors.toSet());
    lines.replaceAll(
        (key, line) -> line.over().isPresent() || firing.contains(key) ? line : over(line, now));
    lines.replaceAll((key, line) -> addressed(line, said.firing(), receivers, now));
    lines.values().removeIf(line -> line.over().isPresent() && line.told().isEmpty());
    forgetOldest();
    return !before.equals(lines());
  }

  /** It fires, perhaps once more before its end was told: then it has never ended for them. */
  private static Line again(Line known, Line now) {
    Firing alert =
        known.over().isPresent() ? now.alert() : now.alert().beginning(known.alert().since());
    Line line = new Line(alert, Optional.empty(), known.told());
    // Alertmanager shows what it was told last: it gets other words at once.
    return alert.equals(known.alert()) && known.over().isEmpty()
        ? line
        : line.with(Receiver.ALERTMANAGER, Optional.empty());
  }

  private static Line over(Line line, Instant now) {
    Instant since = line.alert().since();
    return new Line(line.alert(), Optional.of(now.isBefore(since) ? since : now), line.told());
  }

  /** Leaves those out who are in the plan no longer, or hear of what came in its place. */
  private static Line addressed(
      Line line, List<Firing> firing, List<Receiver> receivers, Instant now) {
    var told = new LinkedHashMap<String, Told>();
    for (Receiver receiver : receivers) {
      Optional<Told> known = Optional.ofNullable(line.told().get(receiver.id()));
      boolean wanted =
          line.over().isPresent()
              ? known.isPresent() && !hearsOfAnother(receiver, line.alert(), firing)
              : receiver.wants(line.alert());
      if (wanted) {
        told.put(receiver.id(), known.orElse(Told.NOTHING).notAfter(now));
      }
    }
    return new Line(line.alert(), line.over(), told);
  }

  /** "Over" would be a lie to people when it has only become worse, or another one's task. */
  private static boolean hearsOfAnother(Receiver receiver, Firing ended, List<Firing> firing) {
    return !receiver.isAlertmanager()
        && firing.stream().anyMatch(alert -> alert.isAboutTheSame(ended) && receiver.wants(alert));
  }

  private void forgetOldest() {
    List<String> ended =
        lines.values().stream()
            .filter(line -> line.over().isPresent())
            .map(line -> line.alert().key())
            .toList();
    for (String key : ended.subList(0, Math.max(0, ended.size() - MOST_ENDED))) {
      lines.remove(key);
      forgotten++;
    }
  }

  /** What this receiver has to be told by now: ends first, then what fires. */
  public List<Line> due(Receiver receiver, Instant now) {
    var due = new ArrayList<Line>();
    for (boolean over : new boolean[] {true, false}) {
      lines.values().stream()
          .filter(line -> line.over().isPresent() == over)
          .filter(line -> dueAt(line, receiver).filter(at -> !at.isAfter(now)).isPresent())
          .forEach(due::add);
    }
    return due;
  }

  /** All that fires for this receiver, due or not. */
  public List<Line> firing(Receiver receiver) {
    return lines.values().stream()
        .filter(line -> line.over().isEmpty() && line.told().containsKey(receiver.id()))
        .toList();
  }

  /** When this receiver has to be told something next; empty: not as things stand. */
  public Optional<Instant> nextDue(Receiver receiver) {
    return lines.values().stream()
        .flatMap(line -> dueAt(line, receiver).stream())
        .min(Instant::compareTo);
  }

  private static Optional<Instant> dueAt(Line line, Receiver receiver) {
    return Optional.ofNullable(line.told().get(receiver.id()))
        .map(
            told ->
                line.over().isPresent() || told.unsure()
                    ? Instant.MIN
                    : told.at().map(at -> at.plus(receiver.repeat())).orElse(Instant.MIN));
  }

  /** Notes how telling a receiver went. */
  public void note(Line line, Receiver receiver, UnaryOperator<Told> change) {
    lines.computeIfPresent(
        line.alert().key(),
        (key, known) ->
            known.with(
                receiver.id(), Optional.ofNullable(known.told().get(receiver.id())).map(change)));
  }

  /** This receiver knows that it is over. */
  public void endTold(Line line, Receiver receiver) {
    lines.computeIfPresent(
        line.alert().key(),
        (key, known) -> {
          Line left = known.with(receiver.id(), Optional.empty());
          return left.over().isPresent() && left.told().isEmpty() ? null : left;
        });
  }
}
