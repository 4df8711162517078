package io.nuwa.emergency.plan;

import io.nuwa.emergency.config.Durations;
import io.nuwa.emergency.config.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code time-box:} and finds times that cannot be. */
final class TimeBoxReader {
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Duration USUAL_CHECK = Duration.ofHours(6);

  private final Optional<Section> section;
  private final Duration length;

  TimeBoxReader(Section root) {
    this.section = root.section("time-box");
    if (section.isEmpty()) {
      root.missing("time-box", Optional.empty());
    }
    this.length = section.map(TimeBoxReader::length).orElse(Duration.ZERO);
  }

  /** From start to decision; zero when it could not be read. */
  Duration length() {
    return length;
  }

  /** Reads the rest, which may speak of blockers. */
  TimeBox read(List<Blocker> blockers, Function<Gate, Range> ranges) {
    if (section.isEmpty()) {
      return new TimeBox(length, USUAL_CHECK, List.of(), List.of());
    }
    Section box = section.get();
    Duration usual = shorter(USUAL_CHECK, length);
    Duration checkEvery = box.duration("check-every", usual);
    if (box.has("check-every") && checkEvery.isZero()) {
      box.problem("check-every", "'check-every' must be longer than 0");
    } else if (isAfterEnd(checkEvery)) {
      box.problem("check-every", "'check-every' is longer than the time box");
    }
    var timeBox = new TimeBox(length, checkEvery, phases(box), checkpoints(box, blockers, ranges));
    box.finish();
    return timeBox;
  }

  private static Duration length(Section box) {
    Duration length = box.duration("length");
    if (box.has("length") && box.optionalDuration("length").isPresent() && length.isZero()) {
      box.problem("length", "'length' must be longer than 0");
    }
    if (length.compareTo(LONGEST) > 0) {
      box.problem("length", "'length' must be at most " + LONGEST.toDays() + "d");
    }
    return length;
  }

  private List<Phase> phases(Section box) {
    var ids = new Identifiers("phase");
    var phases = new ArrayList<Phase>();
    Duration end = Duration.ZERO;
    for (Section section : box.sections("phases")) {
      Phase phase = phase(section, ids);
      rejectHole(section, end, phase.from());
      end = phase.to();
      phases.add(phase);
    }
    if (!phases.isEmpty() && !length.isZero() && !end.equals(length)) {
      box.problem(
          "phases",
          "the last phase ends at "
              + Durations.write(end)
              + ", the time box at "
              + Durations.write(length));
    }
    return phases;
  }

  private static Phase phase(Section section, Identifiers ids) {
    String id = ids.read(section, "id");
    String title = section.text("title", id);
    Duration from = section.duration("from");
    Duration to = section.duration("to");
    if (section.optionalDuration("to").isPresent() && from.compareTo(to) >= 0) {
      section.problem("to", "a phase must end after it starts, at " + Durations.write(from));
    }
    section.finish();
    return new Phase(id, title, from, to);
  }

  private static void rejectHole(Section section, Duration end, Duration from) {
    if (section.optionalDuration("from").isEmpty()) {
      return;
    }
    int order = from.compareTo(end);
    if (order != 0) {
      section.problem(
          "from",
          (order < 0 ? "overlaps the phase before it, which ends at " : "leaves a hole after ")
              + Durations.write(end)
              + "; write 'from: "
              + Durations.write(end)
              + "'");
    }
  }

  private List<Checkpoint> checkpoints(
      Section box, List<Blocker> blockers, Function<Gate, Range> ranges) {
    var ids = new Identifiers("checkpoint");
    var reader = new CheckpointReader(ids, blockers, ranges);
    var checkpoints = new ArrayList<Checkpoint>();
    for (Section section : box.sections("checkpoints")) {
      Checkpoint checkpoint = reader.read(section);
      if (isAfterEnd(checkpoint.at())) {
        section.problem("at", "this checkpoint is after the end of the time box");
      }
      checkpoints.add(checkpoint);
    }
    return checkpoints.stream().sorted(Comparator.comparing(Checkpoint::at)).toList();
  }

  private boolean isAfterEnd(Duration time) {
    return !length.isZero() && time.compareTo(length) > 0;
  }

  private static Duration shorter(Duration one, Duration other) {
    return other.isZero() || one.compareTo(other) <= 0 ? one : other;
  }
}
