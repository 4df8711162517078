package io.nuwa.emergency.drill.ground;

import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.step.Catalog;
import java.nio.file.Path;

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
 * @param image the image behind the scratch name
 * @param scratchImage the name that a fault may take away
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
    String image,
    String scratchImage) {

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
