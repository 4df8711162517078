package io.nuwa.emergency.plan;

import io.nuwa.emergency.config.ConfigNode;
import io.nuwa.emergency.config.Position;
import io.nuwa.emergency.config.Problems;
import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.config.Suggestions;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.retry.Ladder;
import io.nuwa.emergency.retry.Ladders;
import io.nuwa.emergency.retry.Rung;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code ladders:}, which replace the default ladder of each class that they name. */
final class LaddersReader {
  private static final int USUAL_BUDGET = 2;
  private static final int LARGEST_BUDGET = 100;
  private static final Duration USUAL_PAUSE = Duration.ofSeconds(2);

  private final Set<String> remedies;
  private final List<Said> said = new ArrayList<>();

  LaddersReader(Vocabulary vocabulary) {
    this.remedies = new TreeSet<>(vocabulary.remedies());
    remedies.add(DefaultLadders.RUN_AGAIN);
  }

  /** A remedy that the plan itself names. */
  private record Said(String remedy, Position position, Problems problems) {}

  /** Reports each remedy that the plan names and that its features do not bring to it. */
  void requireRemedies(Set<String> brought) {
    said.stream()
        .filter(one -> !brought.contains(one.remedy()))
        .forEach(
            one ->
                one.problems()
                    .add(
                        one.position(),
                        "the remedy '"
                            + one.remedy()
                            + "' has nothing to work on in this plan: take it out of the ladder,"
                            + " or add what it works on, such as 'stack:'"));
  }

  Ladders read(Section root) {
    Ladders defaults = DefaultLadders.with(remedies);
    return root.section("ladders").map(this::changes).map(defaults::with).orElse(defaults);
  }

  /** What one blocker changes of the plan's ladders. */
  Ladders own(Section blocker) {
    return blocker.section("ladders").map(this::changes).orElse(Ladders.NONE);
  }

  private Ladders changes(Section section) {
    var ladders = new EnumMap<FailureClass, Ladder>(FailureClass.class);
    for (String id : section.keys()) {
      ConfigNode node = section.node(id).orElseThrow();
      Optional<FailureClass> kind = FailureClass.of(id);
      if (kind.isEmpty()) {
        section
            .problems()
            .add(
                section.keyPosition(id),
                "there is no failure class '" + id + "'" + Suggestions.hint(id, classes()));
      }
      Ladder ladder = ladder(section, id, node);
      kind.ifPresent(known -> ladders.put(known, ladder));
    }
    return new Ladders(ladders);
  }

  private Ladder ladder(Section section, String id, ConfigNode node) {
    if (!(node instanceof ConfigNode.Sequence sequence)) {
      section.problem(id, "'" + id + "' must be a list of remedies, not " + node.kind());
      return new Ladder(List.of());
    }
    var seen = new Identifiers("remedy");
    var rungs = new ArrayList<Rung>();
    for (ConfigNode item : sequence.items()) {
      rung(section, item, seen).ifPresent(rungs::add);
    }
    return new Ladder(rungs);
  }

  private Optional<Rung> rung(Section section, ConfigNode item, Identifiers seen) {
    if (item instanceof ConfigNode.Scalar scalar && scalar.type() != ConfigNode.Scalar.Type.NULL) {
      seen.add(scalar.text(), scalar.position(), section.problems());
      said.add(new Said(scalar.text(), scalar.position(), section.problems()));
      return References.check(
              "remedy", scalar.text(), remedies, scalar.position(), section.problems())
          ? Optional.of(new Rung(scalar.text(), USUAL_BUDGET, USUAL_PAUSE))
          : Optional.empty();
    }
    Section settings = Section.of(item, "a remedy with settings", section.problems());
    String remedy = References.one(settings, "remedy", "remedy", remedies);
    if (!remedy.isEmpty()) {
      seen.add(remedy, settings.position("remedy"), section.problems());
      said.add(new Said(remedy, settings.position("remedy"), section.problems()));
    }
    int budget = settings.integer("budget", 1, LARGEST_BUDGET, USUAL_BUDGET);
    Duration pause = settings.duration("pause", USUAL_PAUSE);
    settings.finish();
    return Optional.of(new Rung(remedy, budget, pause));
  }

  private static List<String> classes() {
    return Arrays.stream(FailureClass.values()).map(FailureClass::id).toList();
  }
}
