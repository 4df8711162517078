package io.nuwa.emergency.compose;

import io.nuwa.emergency.config.ConfigNode;
import io.nuwa.emergency.config.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A service of a compose project, after includes, overrides and variables.
 *
 * @param name as compose calls it
 * @param position where its name stands
 * @param image what it runs; empty when the file names none
 * @param built whether the provider builds its image
 * @param profiles under which it is started; always when empty
 * @param ports what it publishes, each once
 * @param health what the file says of its health check; empty when it says nothing
 * @param dependsOn the services before it, each with what it waits for, such as {@code
 *     service_healthy}
 * @param replicas how many containers compose makes; 0 is none
 * @param provided whether another program provides it, so that there is no container
 * @param restart the policy that the file gives; empty when it gives none
 * @param oneShot whether it is done when it has ended with 0
 * @param node everything that stands below its name
 */
public record ComposeService(
    String name,
    Position position,
    Optional<String> image,
    boolean built,
    Set<String> profiles,
    List<ComposePort> ports,
    Optional<ComposeHealth> health,
    Map<String, String> dependsOn,
    int replicas,
    boolean provided,
    Optional<String> restart,
    boolean oneShot,
    ConfigNode node) {
  public ComposeService {
    profiles = Set.copyOf(profiles);
    ports = List.copyOf(ports);
    dependsOn = Map.copyOf(dependsOn);
  }

  /** How many containers it has when it is started. */
  public int containers() {
    return provided ? 0 : replicas;
  }

  /** Whether the file itself says how to tell if it is well; its image may say so too. */
  public boolean checksHealth() {
    return health.map(ComposeHealth::checks).orElse(false);
  }

  /** The image that must be here before a start; empty when the provider builds it. */
  public Optional<String> neededImage() {
    return built || containers() == 0 ? Optional.empty() : image;
  }
}
