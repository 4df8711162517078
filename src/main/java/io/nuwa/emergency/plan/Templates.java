package io.nuwa.emergency.plan;

import io.nuwa.emergency.config.ConfigNode;
import io.nuwa.emergency.config.Position;
import io.nuwa.emergency.config.Problems;
import io.nuwa.emergency.config.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Finds templates that could never be filled in, wherever they stand in a plan.
 *
 * @param ports names of the plan's ports
 * @param services the stack's services
 * @param secrets whether the stack has a file with secrets
 * @param problems where they are reported
 * @param asked takes the names of the secrets that are asked for
 */
record Templates(
    Collection<String> ports,
    Collection<String> services,
    boolean secrets,
    Problems problems,
    Set<String> asked) {
  private static final String CONTAINER = "container.";

  /** What a run always knows; the rest is named by the plan. */
  private static final List<String> FACTS = List.of("engine", "engine.host", "home", "java");

  /** How failing cases are run alone: only there do templates stand for one of them. */
  private static final String RERUN = "rerun";

  private static final List<String> OF_A_CASE = List.of("case", "class");

  /** Lists of words that a program is started with. */
  private static final List<String> ARGUMENTS = List.of("command", RERUN);

  void check(ConfigNode node) {
    check(node, List.of());
  }

  private void check(ConfigNode node, List<String> more) {
    switch (node) {
      case ConfigNode.Scalar scalar -> check(scalar.text(), scalar.position(), more);
      case ConfigNode.Sequence sequence -> sequence.items().forEach(item -> check(item, more));
      case ConfigNode.Mapping mapping ->
          mapping
              .entries()
              .forEach(
                  (key, entry) -> {
                    check(entry.value(), key.equals(RERUN) ? OF_A_CASE : more);
                    if (ARGUMENTS.contains(key)) {
                      refuseSecrets(entry.value());
                    }
                  });
    }
  }

  /**
   * Checks the settings of a task or gate. Wherever a kind has a list of {@code ports}, these are
   * names of the plan's ports, or numbers.
   */
  void checkSettings(ConfigNode settings) {
    check(settings);
    if (settings instanceof ConfigNode.Mapping mapping
        && mapping.entries().containsKey("ports")
        && mapping.entries().get("ports").value() instanceof ConfigNode.Sequence list) {
      list.items().forEach(this::checkPort);
    }
  }

  /** Every user of the machine can read the words that a program was started with. */
  private void refuseSecrets(ConfigNode words) {
    if (words instanceof ConfigNode.Sequence list) {
      list.items().forEach(this::refuseSecrets);
    } else if (words instanceof ConfigNode.Scalar word) {
      Matcher variable = Values.VARIABLE.matcher(word.text());
      while (variable.find()) {
        if (variable.group(1).startsWith(Values.SECRET)) {
          problems.add(
              word.position(),
              "'${"
                  + variable.group(1)
                  + "}' must not stand among the words of a command, which every user of the"
                  + " machine can read: give it in 'environment', or let the program read it from"
                  + " standard input or a file of its own");
        }
      }
    }
  }

  private void checkPort(ConfigNode node) {
    if (node instanceof ConfigNode.Scalar scalar
        && scalar.type() == ConfigNode.Scalar.Type.TEXT
        && !scalar.text().contains("${")
        && !scalar.text().chars().allMatch(Character::isDigit)) {
      References.check("port", scalar.text(), ports, scalar.position(), problems);
    }
  }

  private void check(String text, Position place, List<String> more) {
    int open = text.lastIndexOf("${");
    if (open >= 0 && text.indexOf('}', open) < 0) {
      problems.add(place, "'" + text.substring(open) + "' lacks its '}'");
    }
    Matcher variable = Values.VARIABLE.matcher(text);
    while (variable.find()) {
      if (!more.contains(variable.group(1))) {
        checkName(variable.group(1), place);
      }
    }
  }

  private void checkName(String name, Position place) {
    if (name.startsWith(Values.PORT)) {
      References.check("port", name.substring(Values.PORT.length()), ports, place, problems);
    } else if (name.startsWith(CONTAINER)) {
      References.check("service", name.substring(CONTAINER.length()), services, place, problems);
    } else if (name.startsWith(Values.SECRET)) {
      asked.add(name.substring(Values.SECRET.length()));
      if (!secrets) {
        problems.add(
            place, "'${" + name + "}' needs an 'environment-file' in 'stack' to be read from");
      }
    } else if (!FACTS.contains(name)) {
      problems.add(place, "'${" + name + "}' stands for nothing" + Suggestions.hint(name, names()));
    }
  }

  private List<String> names() {
    var names = new ArrayList<>(FACTS);
    ports.forEach(port -> names.add(Values.PORT + port));
    services.forEach(service -> names.add(CONTAINER + service));
    return names;
  }
}
