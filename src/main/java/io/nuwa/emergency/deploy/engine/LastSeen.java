package io.nuwa.emergency.deploy.engine;

import java.util.List;
import java.util.Optional;

/**
 * The containers as somebody saw them last. Podman answers no question about a container while it
 * clears up after its death, so whoever shall start it again at once must know it from before. For
 * any number of threads.
 */
public final class LastSeen {
  private volatile List<Container> containers = List.of();

  /** Somebody has listed them. */
  public void saw(List<Container> listed) {
    containers = List.copyOf(listed);
  }

  /** All of them. */
  public List<Container> containers() {
    return containers;
  }

  /** The one with this id; empty when none was listed. */
  public Optional<Container> known(String id) {
    return containers.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /** Those that ran then and whose process is gone by now. */
  public List<Container> ended(Machine machine) {
    return containers.stream()
        .filter(one -> one.running() && one.pid() > 0 && !machine.runs(one.pid()))
        .toList();
  }
}
