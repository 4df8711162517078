package io.nuwa.emergency.data.schema.check;

import java.util.List;
import java.util.stream.Stream;

/**
 * What part of a constraint asks.
 *
 * @param whole whether rows that keep the rules are sure to keep this part
 */
record Reading(List<Rule> rules, boolean whole) {
  static final Reading NOTHING = new Reading(List.of(), true);
  static final Reading UNKNOWN = new Reading(List.of(), false);

  static Reading of(Rule... rules) {
    return new Reading(List.of(rules), true);
  }

  Reading and(Reading other) {
    return new Reading(
        Stream.concat(rules.stream(), other.rules.stream()).toList(), whole && other.whole);
  }

  /** How much of a table's variety it costs to keep to it. */
  int cost() {
    return rules.stream()
        .mapToInt(
            rule ->
                switch (rule) {
                  case Rule.Empty ignored -> 100;
                  case Rule.OneOf ignored -> 10;
                  case Rule.Matches ignored -> 2;
                  case Rule.Bound ignored -> 1;
                  case Rule.Days ignored -> 1;
                  case Rule.NotLess ignored -> 1;
                  case Rule.Differs ignored -> 1;
                  case Rule.Reckoned ignored -> 1;
                })
        .sum();
  }
}
