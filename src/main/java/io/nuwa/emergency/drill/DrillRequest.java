package io.nuwa.emergency.drill;

import io.nuwa.emergency.drill.fault.Fault;
import io.nuwa.emergency.drill.ground.Compression;
import io.nuwa.emergency.drill.scene.OwnProgram;
import java.util.List;
import java.util.Optional;

/**
 * What shall be drilled.
 *
 * @param plan the plan that the user named
 * @param faults in this order, unless there is a seed
 * @param compression of the plan's clock
 * @param seed shuffles the faults
 * @param keep whether the scratch stack is left running
 * @param watch whether all repairs are left to a watch; else {@code execute} repairs
 * @param program this program, as a user calls it
 */
public record DrillRequest(
    Optional<String> plan,
    List<Fault> faults,
    Compression compression,
    Optional<Long> seed,
    boolean keep,
    boolean watch,
    OwnProgram program) {
  public DrillRequest {
    faults = List.copyOf(faults);
  }
}
