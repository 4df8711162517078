package io.nuwa.emergency.drill.ground;

import io.nuwa.emergency.control.PlanLoader;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.step.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes a drill's ground beside the user's stack, and takes it away again.
 *
 * @param workplace the user's
 * @param engine the container engine's command line
 * @param catalogs the features for a home folder
 */
public record GroundMaker(
    Workplace workplace, EngineProgram engine, Function<Workplace, Catalog> catalogs) {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  /** The home folders of the drills of this home. */
  public Path drills() {
    return workplace.home().resolve("logs").resolve("drill");
  }

  /**
   * Locks this home against a second drill.
   *
   * @throws DrillLock.HeldException when there is one
   */
  public DrillLock lock() throws IOException {
    return DrillLock.take(drills());
  }

  /**
   * Makes a ground.
   *
   * @param asked the plan that the user named
   * @param compression of the clock
   * @param now names it
   * @throws RefusedException when the plan is not about the shipped stack, or a project of that
   *     name is somebody else's
   */
  public Ground make(Optional<String> asked, Compression compression, Instant now)
      throws IOException, InterruptedException {
    var loader = new PlanLoader(workplace, catalogs.apply(workplace).vocabulary());
    Plan users = loader.load(asked);
    Stack stack = ShippedStack.of(users);
    String project = stack.project() + "-drill";
    var leftovers = new Leftovers(engine, project, drills());
    leftovers.refuseStrangers();
    leftovers.remove();
    new OldDrills(drills()).prune();
    PlanLoader.Source source = loader.source(asked);
    Path home = drills().resolve(NAME.format(now));
    Map<String, Integer> ports =
        FreePorts.of(ShippedStack.PORTS, users.ports().values(), new SecureRandom());
    Map<String, String> images = images(stack.composeFile(), project);
    List<String> bring =
        List.of(
            engine.program(),
            "tag",
            images.get(ShippedStack.ALERTMANAGER),
            Ground.scratchImage(ShippedStack.ALERTMANAGER, project));
    var copy = new PlanCopy(project, ports, bring, compression);
    PlanCopy.Made made = copy.of(source.name(), source.text());
    String password = password();
    write(home, made, project, password);
    for (var image : images.entrySet()) {
      engine.ask("tag", image.getValue(), Ground.scratchImage(image.getKey(), project));
    }
    var environment = new HashMap<>(workplace.environment());
    environment.remove("EMERGENCY_PLAN");
    var place = new Workplace(home, environment, workplace.java());
    Catalog catalog = catalogs.apply(place);
    Plan plan = new PlanLoader(place, catalog.vocabulary()).load(Optional.empty());
    return new Ground(home, project, plan, place, catalog, engine, password, compression, images);
  }

  /** Takes away all but the journal and the logs of a drill. */
  public void remove(Ground ground) throws IOException, InterruptedException {
    new Leftovers(engine, ground.project(), drills()).remove();
    // Takes the names away; the images stay under the names that they had before.
    for (String service : ground.images().keySet()) {
      engine.run(List.of("rmi", ground.scratchImage(service)));
    }
    engine.run(List.of("rmi", ground.otherImage()));
    Files.deleteIfExists(ground.home().resolve(PlanCopy.SECRETS));
    Files.deleteIfExists(ground.home().resolve(PlanCopy.SUITE));
  }

  private static Map<String, String> scratch(String project) {
    var names = new HashMap<String, String>();
    for (String service : List.of(ShippedStack.ALERTMANAGER, ShippedStack.API)) {
      names.put(service, Ground.scratchImage(service, project));
    }
    return names;
  }

  private Map<String, String> images(String composeFile, String project)
      throws IOException, InterruptedException {
    Path file = workplace.home().resolve(composeFile);
    if (!Files.isReadable(file)) {
      throw new RefusedException("the compose file " + file + " cannot be read");
    }
    Map<String, String> images =
        new ComposeCopy("", "", scratch(project)).of(composeFile, Files.readString(file)).images();
    for (String image : images.values()) {
      if (!engine.hasImage(image)) {
        throw new RefusedException(
            engine.program()
                + " has no image "
                + image
                + ": build the images first (scripts/images.sh)");
      }
    }
    return images;
  }

  private void write(Path home, PlanCopy.Made made, String project, String password)
      throws IOException {
    Path targets = home.resolve("stack/prometheus/targets");
    Files.createDirectories(targets);
    // Prometheus reads it as another user.
    Files.setPosixFilePermissions(targets, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectories(home.resolve("promptx"));
    Files.createDirectories(home.resolve("stack/postgres"));
    Files.createDirectories(home.resolve("target"));
    Files.writeString(home.resolve("promptx/plan.yaml"), made.text());
    Path compose = workplace.home().resolve(made.composeFile());
    Files.writeString(
        home.resolve(PlanCopy.COMPOSE_FILE),
        new ComposeCopy(Leftovers.LABEL, home.toString(), scratch(project))
            .of(compose.toString(), Files.readString(compose))
            .text());
    Files.copy(existing(made.schema(), "the schema"), home.resolve(PlanCopy.SCHEMA));
    Files.createSymbolicLink(
        home.resolve(PlanCopy.SUITE), existing(made.suite(), "the acceptance suite"));
    Path secrets = home.resolve(PlanCopy.SECRETS);
    Files.createFile(
        secrets,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(secrets, "POSTGRES_PASSWORD=" + password + "\n");
  }

  private Path existing(String name, String what) {
    Path file = workplace.home().resolve(name);
    if (name.isEmpty() || !Files.isReadable(file)) {
      throw new RefusedException(what + " " + file + " cannot be read; build it with: mvn package");
    }
    return file;
  }

  private static String password() {
    byte[] bytes = new byte[18];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
