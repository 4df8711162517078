package io.nuwa.emergency.plan;

import io.nuwa.emergency.config.Position;
import io.nuwa.emergency.config.Problems;
import io.nuwa.emergency.config.Section;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names of one sort of thing. They end up in names of files, in addresses and on command lines,
 * in any locale, so they are plain ASCII; and each names one thing.
 */
final class Identifiers {
  private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final String what;
  private final Map<String, Position> places = new LinkedHashMap<>();

  /**
   * Starts with no names.
   *
   * @param what such as {@code blocker}, for messages
   */
  Identifiers(String what) {
    this.what = what;
  }

  /** Reads the name under {@code key}, which must be there, and keeps it. */
  String read(Section section, String key) {
    boolean missing = !section.has(key);
    String id = section.text(key);
    if (!missing && !id.isEmpty()) {
      add(id, section.position(key), section.problems());
    } else if (!missing && section.node(key).orElseThrow().kind().equals("text")) {
      section.problem(key, "'" + key + "' is empty");
    }
    return id;
  }

  void add(String id, Position place, Problems problems) {
    if (!SYNTAX.matcher(id).matches()) {
      problems.add(
          place,
          "the "
              + what
              + " '"
              + shortened(id)
              + "' must be 1 to 64 letters, digits, '.', '_' or '-'"
              + " of ASCII, the first a letter or digit");
    }
    Position first = places.putIfAbsent(id, place);
    if (first != null) {
      problems.add(place, "the " + what + " '" + id + "' stands here again; first at " + first);
    }
  }

  Set<String> known() {
    return places.keySet();
  }

  /** Where a name was given. */
  Position place(String id, Position otherwise) {
    return places.getOrDefault(id, otherwise);
  }

  private static String shortened(String id) {
    return id.length() > 80 ? id.substring(0, 80) + "..." : id;
  }
}
