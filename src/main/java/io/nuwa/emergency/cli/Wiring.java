package io.nuwa.emergency.cli;

import io.nuwa.emergency.acceptance.AcceptanceFeature;
import io.nuwa.emergency.command.CommandFeature;
import io.nuwa.emergency.control.PlanLoader;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.data.DataFeature;
import io.nuwa.emergency.deploy.DeployFeature;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.LocalMachine;
import io.nuwa.emergency.drill.ground.EngineProgram;
import io.nuwa.emergency.drill.ground.RefusedException;
import io.nuwa.emergency.memory.MemoryFolder;
import io.nuwa.emergency.memory.RunHistory;
import io.nuwa.emergency.observe.ObserveFeature;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.resource.ResourceFeature;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.stage.StageFeature;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.Feature;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts the parts together for one command. */
final class Wiring {
  private Wiring() {}

  /** Every feature; containers of the plan's project are left to the compose file they are from. */
  static Catalog catalog(Workplace workplace) {
    return catalog(workplace, new DeployFeature(workplace.home()));
  }

  /** Every feature; containers of the plan's project are taken over from another compose file. */
  static Catalog adoptingCatalog(Workplace workplace) {
    return catalog(workplace, new DeployFeature(workplace.home()).adopting());
  }

  /** A new kind of task is a package and a line here. */
  private static Catalog catalog(Workplace workplace, DeployFeature deploy) {
    Path home = workplace.home();
    // What tests run against, and so what their results are results of.
    List<Feature> system = List.of(deploy, new DataFeature(home));
    return new Catalog(
        List.of(
            system.getFirst(),
            system.getLast(),
            new AcceptanceFeature(
                home,
                plan -> system.stream().flatMap(one -> one.identities(plan).stream()).toList()),
            new ObserveFeature(home),
            new CommandFeature(home),
            new StageFeature(home),
            new ResourceFeature(home, () -> runStarted(home))));
  }

  /** When the run in the journal began, asked only when old logs are to be told from new ones. */
  private static Optional<Instant> runStarted(Path home) {
    return RunHistory.glance(new MemoryFolder(home).journal()).state().map(RunState::startedAt);
  }

  static Workplace workplace(Optional<String> asked) {
    Path home = Path.of(asked.orElse(homeOfEnvironment())).toAbsolutePath().normalize();
    if (!Files.isDirectory(home)) {
      throw new Fault.UsageException(
          "the home folder "
              + home
              + " (--home or $EMERGENCY_HOME) is not a folder; create it first"
              + NamesOfFiles.hint());
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new Workplace(home, System.getenv(), java);
  }

  /**
   * Plain, because each command passes here: a lambda that no rehearsal meets is made at each
   * start.
   */
  private static String homeOfEnvironment() {
    String home = System.getenv("EMERGENCY_HOME");
    return home == null || home.isBlank() ? "" : home;
  }

  /** The engine's command line, for a drill; the one that a run here would find. */
  static EngineProgram engine(Workplace workplace) throws InterruptedException {
    var detection = new EngineDetection(new LocalMachine(workplace.home()));
    return switch (detection.current(new Values(Map.of(), Map.of()))) {
      case Detection.Found found ->
          new EngineProgram(found.engine().kind().program(), found.engine().environment());
      case Detection.NotFound none -> throw new RefusedException(none.failure().summary());
    };
  }

  /** The JAR that runs; empty when the program runs from a folder of classes. */
  static Optional<Path> program() {
    String name = System.getProperty("java.class.path");
    return name.endsWith(".jar") && Files.isRegularFile(Path.of(name))
        ? Optional.of(Path.of(name).toAbsolutePath())
        : Optional.empty();
  }

  /** Where this program's classes are, also for a child that works in another folder. */
  static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(part -> Path.of(part).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  static Plan plan(Workplace workplace, Catalog catalog, Optional<String> asked) {
    return new PlanLoader(workplace, catalog.vocabulary()).load(asked);
  }
}
