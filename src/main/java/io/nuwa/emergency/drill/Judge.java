package io.nuwa.emergency.drill;

import io.nuwa.emergency.drill.fault.Expectation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Says whether the product did right by a fault. Believes looks, never gates. */
final class Judge {
  private Judge() {}

  /** What is wrong with it, for people; empty when it was right. */
  static List<String> wrongs(Expectation expectation, Observation seen) {
    var wrongs = new ArrayList<String>();
    if (seen.falseGreens() > 0) {
      wrongs.add(
          "said green while broken, "
              + seen.falseGreens()
              + " times: "
              + seen.harmAtGreen().orElse("?"));
    }
    switch (expectation) {
      case Expectation.Repaired repaired -> {
        broken(seen, wrongs);
        noticed(seen, wrongs);
        recognised(repaired, seen, wrongs);
        green(seen, wrongs);
      }
      case Expectation.GivenUp givenUp -> {
        broken(seen, wrongs);
        noticed(seen, wrongs);
        recognised(givenUp, seen, wrongs);
        if (seen.green().isPresent()) {
          wrongs.add("turned green although nobody could repair it");
        } else if (!givenUp.roles().isEmpty()
            && Collections.disjoint(givenUp.roles(), seen.roles())) {
          wrongs.add("asked " + seen.roles() + ", not one of " + givenUp.roles());
        }
      }
      case Expectation.Refused refused -> {
        broken(seen, wrongs);
        if (seen.noticed().isEmpty()) {
          wrongs.add("'" + String.join(" ", refused.command()) + "' ended with 0");
        }
      }
      case Expectation.Disbelieved _ -> {
        broken(seen, wrongs);
        noticed(seen, wrongs);
        if (seen.green().isPresent()) {
          green(seen, wrongs);
        }
      }
      case Expectation.NoAlarm _ -> {
        if (seen.noticed().isPresent()) {
          wrongs.add("false alarm");
        }
        green(seen, wrongs);
        kept(seen, wrongs);
      }
      case Expectation.Passes _ -> {
        green(seen, wrongs);
        kept(seen, wrongs);
      }
    }
    if (!seen.restored()) {
      wrongs.add("the stack did not get green again afterwards");
    }
    return wrongs;
  }

  /** A fault that breaks nothing proves nothing. */
  private static void broken(Observation seen, List<String> wrongs) {
    if (seen.harmAfterInjection().isEmpty()) {
      wrongs.add("the fault had no effect that an independent look could see");
    }
  }

  private static void noticed(Observation seen, List<String> wrongs) {
    if (seen.noticed().isEmpty()) {
      wrongs.add("no gate noticed it");
    }
  }

  private static void recognised(Expectation expectation, Observation seen, List<String> wrongs) {
    if (Collections.disjoint(expectation.classes(), seen.classes())) {
      wrongs.add(
          "recognised as "
              + (seen.classes().isEmpty() ? "nothing" : seen.classes())
              + ", not as one of "
              + expectation.classes());
    }
  }

  private static void green(Observation seen, List<String> wrongs) {
    if (seen.green().isEmpty()) {
      wrongs.add("did not turn green");
    } else if (seen.harmAtGreen().isPresent() && seen.falseGreens() == 0) {
      wrongs.add("green, yet broken: " + seen.harmAtGreen().get());
    }
  }

  private static void kept(Observation seen, List<String> wrongs) {
    if (!seen.replaced().isEmpty()) {
      wrongs.add("replaced what was not broken: " + String.join(", ", seen.replaced()));
    }
  }
}
