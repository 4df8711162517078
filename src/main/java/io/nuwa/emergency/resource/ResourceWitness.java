package io.nuwa.emergency.resource;

import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.Witness;
import java.nio.file.Path;
import java.util.List;

/** Tells of disk, memory, CPU, load, the biggest processes, the clock and this Java. */
record ResourceWitness(Path home) implements Witness {
  private static final int MOST = 64 * 1024;

  @Override
  public String name() {
    return "resources";
  }

  @Override
  public List<Evidence> testify(StepInput input) throws InterruptedException {
    var disks = new Disks(home);
    var load = new Load();
    load.measure(input.time());
    String text =
        "%s; %s%n%n%s%n%s%n%s"
            .formatted(
                disks.summary(),
                load.summary(),
                disks.text(),
                load.text(),
                Clocks.text(input.time().instant()));
    return List.of(Evidence.head("resources.txt", text, MOST));
  }
}
