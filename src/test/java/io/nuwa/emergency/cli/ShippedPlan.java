package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.PlanReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The plan that we ship, read by the features that we ship. */
public final class ShippedPlan {
  private ShippedPlan() {}

  /** As it is written. */
  public static String text() {
    try {
      return Files.readString(Path.of("promptx/plan.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Read, with every kind of task and probe known. */
  public static Plan read(String text) {
    var workplace = new Workplace(Path.of("").toAbsolutePath(), Map.of(), "java");
    return PlanReader.read("promptx/plan.yaml", text, Wiring.catalog(workplace).vocabulary());
  }
}
