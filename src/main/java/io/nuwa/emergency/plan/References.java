package io.nuwa.emergency.plan;

import io.nuwa.emergency.config.ConfigNode;
import io.nuwa.emergency.config.Position;
import io.nuwa.emergency.config.Problems;
import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.config.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Checks that what a plan refers to is there. */
final class References {
  private References() {}

  /** Reports a name that stands for nothing. */
  static boolean check(
      String what, String name, Collection<String> known, Position place, Problems problems) {
    if (known.contains(name)) {
      return true;
    }
    problems.add(
        place,
        known.isEmpty()
            ? "there is no " + what + " '" + name + "': the plan has none"
            : "there is no " + what + " '" + name + "'" + Suggestions.hint(name, known));
    return false;
  }

  /** The name under {@code key}, which must be there and stand for something. */
  static String one(Section section, String key, String what, Collection<String> known) {
    boolean missing = !section.has(key);
    String name = section.text(key);
    if (!missing && section.node(key).orElseThrow() instanceof ConfigNode.Scalar) {
      check(what, name, known, section.position(key), section.problems());
    }
    return name;
  }

  /** The names under {@code key}; those that stand for nothing, or stand twice, are reported. */
  static List<String> many(Section section, String key, String what, Collection<String> known) {
    var names = new ArrayList<String>();
    for (ConfigNode.Scalar item : section.scalars(key)) {
      check(what, item.text(), known, item.position(), section.problems());
      if (names.contains(item.text())) {
        section.problems().add(item.position(), "'" + item.text() + "' stands twice in this list");
      } else {
        names.add(item.text());
      }
    }
    return names;
  }
}
