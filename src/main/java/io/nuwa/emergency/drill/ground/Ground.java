package io.nuwa.emergency.drill.ground;

import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.step.Catalog;
import java.nio.file.Path;
import java.util.Map;

/**
 * A scratch stack's place: nothing of it is anybody else's.
 *
 * @param home its home folder, with plan, compose file and password of its own
 * @param project its compose project
 * @param plan the copy that was read from there
 * @param workplace for the use cases
 * @param catalog of the features, bound to the home
 * @param engine the container engine's command line
 * @param password of the database
 * @param compression of the clock
 * @param images what stands behind the names that a fault may take away or move, by service
 */
public record Ground(
    Path home,
    String project,
    Plan plan,
    Workplace workplace,
    Catalog catalog,
    EngineProgram engine,
    String password,
    Compression compression,
    Map<String, String> images) {

  /** The name of a service's image in this drill, which a fault may take away or move. */
  public String scratchImage(String service) {
    return scratchImage(service, project);
  }

  /** The name of an image of the API that a fault makes. */
  public String otherImage() {
    return scratchImage(ShippedStack.API) + "-other";
  }

  static String scratchImage(String service, String project) {
    return "localhost/emergency/" + service + ":" + project;
  }

  /** The label on everything that is made here. */
  public String label() {
    return Leftovers.LABEL + "=" + home;
  }

  /** Never the password. */
  @Override
  public String toString() {
    return "Ground[" + project + " at " + home + "]";
  }
}
