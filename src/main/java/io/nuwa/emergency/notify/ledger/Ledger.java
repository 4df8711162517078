package io.nuwa.emergency.notify.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Who was told what, and what is owed to whom. Knows no clock, no file and no network: what a state
 * says comes in, what is due goes out.
 */
public final class Ledger {
  /**
   * Alerts that do not fire any more and are kept: ends, for receivers that do not answer, and what
   * the plan does not have any longer. The oldest go first.
   */
  public static final int MOST_ENDED = 200;

  /**
   * An alert and who was told of it.
   *
   * @param over when it ended; empty while it fires
   * @param unwatched since when the plan does not have what it is about, so that nothing can
   *     measure that it is over; empty while it has
   * @param told by the receiver's id; whoever was told of the end is taken out
   */
  public record Line(
      Firing alert, Optional<Instant> over, Optional<Instant> unwatched, Map<String, Told> told) {
    public Line {
      told = Map.copyOf(told);
    }

    private Line told(Map<String, Told> changed) {
      return new Line(alert, over, unwatched, changed);
    }

    private Line endedAt(Instant now) {
      Instant since = alert.since();
      return new Line(
          alert, Optional.of(now.isBefore(since) ? since : now), Optional.empty(), told);
    }

    private Line watched() {
      return unwatched.isEmpty() ? this : new Line(alert, over, Optional.empty(), told).anew();
    }

    private Line unwatchedSince(Instant now) {
      return unwatched.isPresent() ? this : new Line(alert, over, Optional.of(now), told).anew();
    }

    /** Alertmanager shows what it was told last: it gets other words at once. */
    private Line anew() {
      return with(
          Receiver.ALERTMANAGER,
          Optional.ofNullable(told.get(Receiver.ALERTMANAGER)).map(known -> Told.NOTHING));
    }

    Line with(String receiver, Optional<Told> next) {
      var changed = new LinkedHashMap<>(told);
      changed.remove(receiver);
      next.ifPresent(t -> changed.put(receiver, t));
      return told(changed);
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

  /** How many alerts were forgotten that were kept, since this was asked last. */
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
    List<Firing> firing = said.firing().stream().map(this::goingOn).toList();
    for (Firing alert : firing) {
      lines.merge(
          alert.key(),
          new Line(alert, Optional.empty(), Optional.empty(), Map.of()),
          Ledger::again);
    }
    lines.replaceAll((key, line) -> followed(line, said, firing, now));
    List<Line> known = lines();
    lines.replaceAll((key, line) -> addressed(line, known, receivers, now));
    lines.values().removeIf(line -> line.over().isPresent() && line.told().isEmpty());
    forgetOldest();
    return !before.equals(lines());
  }

  /** What fired in an earlier run and was not measured to be over since is the same alert. */
  private Firing goingOn(Firing alert) {
    return lines.values().stream()
        .filter(line -> line.over().isEmpty() && alert.goesOn(line.alert()))
        .findFirst()
        .map(line -> alert.begunIn(line.alert().run()))
        .orElse(alert);
  }

  /** It fires, perhaps once more before its end was told: then it has never ended for them. */
  private static Line again(Line known, Line now) {
    Firing alert =
        known.over().isPresent() ? now.alert() : now.alert().beginning(known.alert().since());
    Line line = new Line(alert, Optional.empty(), Optional.empty(), known.told());
    boolean same =
        alert.equals(known.alert()) && known.over().isEmpty() && known.unwatched().isEmpty();
    return same ? line : line.anew();
  }

  /** That it does not fire is no end: only a measurement is, or that it goes on in other words. */
  private static Line followed(Line line, Snapshot said, List<Firing> firing, Instant now) {
    if (line.over().isPresent() || isAmong(firing, line.alert())) {
      return line;
    }
    if (firing.stream().anyMatch(line.alert()::isAboutTheSame)) {
      return line.endedAt(now);
    }
    return switch (said.of(line.alert())) {
      case CLEAR -> line.endedAt(now);
      case UNMEASURED -> line.watched();
      case UNWATCHED -> line.unwatchedSince(now);
    };
  }

  private static boolean isAmong(List<Firing> firing, Firing alert) {
    return firing.stream().anyMatch(one -> one.key().equals(alert.key()));
  }

  /** Leaves those out who are in the plan no longer, or hear of what came in its place. */
  private static Line addressed(
      Line line, List<Line> known, List<Receiver> receivers, Instant now) {
    var told = new LinkedHashMap<String, Told>();
    for (Receiver receiver : receivers) {
      Optional<Told> before = Optional.ofNullable(line.told().get(receiver.id()));
      boolean wanted =
          line.over().isPresent()
              ? before.isPresent() && !hearsOfAnother(receiver, line, known)
              : receiver.wants(line.alert())
                  || before.isPresent()
                  || heardOfAnother(receiver, line, known);
      if (wanted) {
        told.put(receiver.id(), before.orElse(Told.NOTHING).notAfter(now));
      }
    }
    return line.told(told);
  }

  /** "Over" would be a lie to people when it has only become worse, or another one's task. */
  private static boolean hearsOfAnother(Receiver receiver, Line ended, List<Line> known) {
    return !receiver.isAlertmanager()
        && known.stream()
            .anyMatch(line -> line.over().isEmpty() && line.alert().isAboutTheSame(ended.alert()));
  }

  /** Who was told of it hears on until it is over, even when it has become another one's task. */
  private static boolean heardOfAnother(Receiver receiver, Line fires, List<Line> known) {
    return !receiver.isAlertmanager()
        && known.stream()
            .filter(line -> line.over().isPresent() && line.alert().isAboutTheSame(fires.alert()))
            .anyMatch(line -> line.told().containsKey(receiver.id()));
  }

  private void forgetOldest() {
    List<String> ended =
        lines.values().stream()
            .filter(line -> line.over().isPresent() || line.unwatched().isPresent())
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
                    : told.at().map(at -> again(line, receiver, at)).orElse(Instant.MIN));
  }

  /** People are told once that it is not watched any longer; Alertmanager would forget it. */
  private static Instant again(Line line, Receiver receiver, Instant told) {
    if (line.unwatched().isEmpty() || receiver.isAlertmanager()) {
      return told.plus(receiver.repeat());
    }
    return told.isBefore(line.unwatched().get()) ? Instant.MIN : Instant.MAX;
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
