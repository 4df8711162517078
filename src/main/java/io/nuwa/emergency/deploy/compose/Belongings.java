package io.nuwa.emergency.deploy.compose;

import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.StepInput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a stack has besides its containers and cannot be made anew: its named volumes, and networks
 * that somebody else made. A run records the ones that it has seen. Compose makes an empty volume
 * in the place of one that is gone, and all is green, without its data.
 */
public final class Belongings {
  private static final String VOLUME = "volume.";
  private static final String NETWORK = "network.";
  private static final String SEEN = "seen";

  private Belongings() {}

  /** The facts that these containers of a project tell of them. */
  public static Map<String, String> facts(Collection<Container> ours, Engine engine, String project)
      throws InterruptedException {
    var facts = new TreeMap<String, String>();
    for (Container container : ours) {
      container.configuration().named().forEach(name -> facts.put(VOLUME + name, SEEN));
      for (String network : container.attachment().names().keySet()) {
        if (!facts.containsKey(NETWORK + network)
            && new Containers(engine).isForeignNetwork(network, project)) {
          facts.put(NETWORK + network, SEEN);
        }
      }
    }
    return facts;
  }

  /** Whether this run has seen a network that somebody else made. */
  public static boolean hadNetwork(String name, Values values) {
    return values.fact(NETWORK + name).isPresent();
  }

  /** Volumes that are gone and that compose would make anew, empty; none mostly. */
  static Optional<Failure> lost(Compose compose, Engine engine, StepInput input)
      throws InterruptedException {
    var lost = new ArrayList<String>();
    for (String fact : input.values().facts().keySet()) {
      if (fact.startsWith(VOLUME)) {
        String name = fact.substring(VOLUME.length());
        if (new Containers(engine).lacksVolume(name)) {
          lost.add(name);
        }
      }
    }
    if (lost.isEmpty()) {
      return Optional.empty();
    }
    // One that the compose file does not name any more is missed by nobody.
    List<String> wanted = compose.configuration(input).lines().map(String::strip).toList();
    if (!wanted.isEmpty()) {
      lost.removeIf(name -> wanted.stream().noneMatch(line -> line.endsWith("name: " + name)));
    }
    return lost.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Failure.of(
                FailureClass.CONFIGURATION,
                "the data of the volume "
                    + String.join(", ", lost)
                    + " are gone with it: nothing was started, as an empty one would be made in its"
                    + " place; bring it back from a backup, or do without its data: "
                    + engine.kind().program()
                    + " volume create "
                    + lost.getFirst(),
                ""));
  }
}
