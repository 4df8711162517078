package io.nuwa.emergency.drill.fault;

import static io.nuwa.emergency.failure.FailureClass.CONFIGURATION;
import static io.nuwa.emergency.failure.FailureClass.KILLED;
import static io.nuwa.emergency.failure.FailureClass.NOT_READY;
import static io.nuwa.emergency.failure.FailureClass.TEST_DATA;
import static io.nuwa.emergency.failure.FailureClass.TEST_FAILURE;

import io.nuwa.emergency.drill.ground.ShippedStack;
import io.nuwa.emergency.drill.scene.ComposeProgram;
import io.nuwa.emergency.drill.scene.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something else runs than what the tests ran against, and its health check is content. */
final class BuildFaults {
  /** As many restarts as a gate allows unless its plan says otherwise. */
  private static final int ACCIDENTS = 2;

  private static final Duration LONGEST_LOOP = Duration.ofSeconds(120);
  private static final String OTHER_DATABASE = "drill_other";

  /** Says that it is well, and answers every question with 500. */
  private static final String BROKEN =
      "use strict;use Socket;socket(my $s,PF_INET,SOCK_STREAM,6);setsockopt($s,SOL_SOCKET,"
          + "SO_REUSEADDR,pack(q(l),1));bind($s,sockaddr_in($ENV{PORT},INADDR_ANY)) or die;"
          + "listen($s,50);$SIG{TERM}=sub{exit 0};my $n=chr(13).chr(10);while(accept(my $c,$s)){"
          + "my $l=<$c>;while(my $h=<$c>){last if length($h)<3}my $ok=$l=~m( /health| /metrics);"
          + "my $b=$ok?q(text2sql_broken 1).chr(10):q(garbage);print $c join($n,"
          + "$ok?q(HTTP/1.0 200 OK):q(HTTP/1.0 500 Broken),q(Content-Type: text/plain),"
          + "q(Content-Length: ).length($b),q(),$b);close $c}";

  /** Ends by itself after 14 s, as a service does that cannot go on. */
  private static final List<String> DYING =
      List.of("bash", "-c", "java -jar /opt/text2sql.jar serve & sleep 14; kill -9 $$!; exit 1");

  private BuildFaults() {}

  /** Only whoever mends the build can help: it is the one that the plan names. */
  static Fault build() {
    return new Fault(
        "other-build",
        "behind the name of the API's image is a newer build, which answers every question with"
            + " 500",
        Expectation.givenUp(
            List.of("CIOrchestrator", "FrontEndBot", "NuWa"), TEST_FAILURE, NOT_READY),
        scene -> {
          String name = scene.ground().scratchImage(ShippedStack.API);
          String right = scene.ground().images().get(ShippedStack.API);
          return Trouble.brought(
              () -> {
                makeBroken(scene);
                scene.engine().ask("tag", scene.ground().otherImage(), name);
                scene.compose().up(ShippedStack.API);
              },
              Trouble.WHOLE_STACK,
              () -> {
                scene.engine().ask("tag", right, name);
                putBack(scene);
                scene.engine().run(List.of("rmi", scene.ground().otherImage()));
              });
        });
  }

  static Fault tag() {
    return new Fault(
        "other-tag",
        "the API runs from another image than the compose file names",
        new Expectation.Disbelieved(),
        scene ->
            Trouble.brought(
                () -> {
                  makeBroken(scene);
                  scene
                      .compose()
                      .up(
                          ShippedStack.API,
                          service -> service.put("image", scene.ground().otherImage()));
                },
                Trouble.WHOLE_STACK,
                () -> {
                  putBack(scene);
                  scene.engine().run(List.of("rmi", scene.ground().otherImage()));
                }));
  }

  static Fault database() {
    return new Fault(
        "other-database",
        "the API asks an empty database of the same server",
        Expectation.repaired(NOT_READY, TEST_FAILURE, TEST_DATA, CONFIGURATION),
        scene ->
            Trouble.brought(
                () -> {
                  scene.shop().change("CREATE DATABASE " + OTHER_DATABASE);
                  scene.compose().up(ShippedStack.API, BuildFaults::askAnother);
                },
                () -> asksAnother(scene),
                () -> {
                  putBack(scene);
                  scene.shop().change("DROP DATABASE IF EXISTS " + OTHER_DATABASE + " (FORCE)");
                }));
  }

  private static void askAnother(Map<String, Object> service) {
    Map<String, Object> environment = ComposeProgram.mapping(service, "environment");
    environment.computeIfPresent(
        "DATABASE_URL", (name, url) -> String.valueOf(url).replace("/text2sql", "/drill_other"));
  }

  private static Optional<String> asksAnother(Scene scene)
      throws IOException, InterruptedException {
    return told(scene, "{{.Config.Env}}")
        .filter(environment -> environment.contains("/" + OTHER_DATABASE))
        .map(environment -> "the API asks the database " + OTHER_DATABASE);
  }

  static Fault crashing() {
    return new Fault(
        "crash-loop",
        "the API dies every 14 s, and its engine starts it again each time",
        Expectation.repaired(NOT_READY, KILLED, TEST_FAILURE, CONFIGURATION),
        scene ->
            Trouble.brought(
                () -> loop(scene),
                () ->
                    told(scene, "{{.HostConfig.RestartPolicy.Name}}")
                        .filter("always"::equals)
                        .map(policy -> "the API is one that dies and is started again"),
                () -> putBack(scene)));
  }

  /** One death may be an accident: it is a loop once the plan's number is exceeded. */
  private static void loop(Scene scene) throws IOException, InterruptedException {
    scene.compose().up(ShippedStack.API, BuildFaults::crash);
    Instant latest = scene.time().instant().plus(LONGEST_LOOP);
    while (told(scene, "{{.RestartCount}}").map(Integer::parseInt).orElse(0) <= ACCIDENTS) {
      if (scene.time().instant().isAfter(latest)) {
        throw new Fault.UnfitException("the engine does not start the API again when it dies");
      }
      scene.time().pause(Duration.ofSeconds(1));
    }
  }

  private static void crash(Map<String, Object> service) {
    service.put("restart", "always");
    service.put("entrypoint", DYING);
  }

  private static Optional<String> told(Scene scene, String format)
      throws IOException, InterruptedException {
    String id = ContainerFaults.id(scene, ShippedStack.API);
    return Optional.of(scene.engine().ask("inspect", "--format", format, id));
  }

  private static void makeBroken(Scene scene) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(scene.file("target/broken"));
    String image = scene.ground().images().get(ShippedStack.API);
    Files.writeString(
        folder.resolve("Containerfile"),
        "FROM " + image + "\nENTRYPOINT [\"perl\", \"-e\", \"" + BROKEN + "\"]\n");
    var words = new ArrayList<>(List.of("build", "-q", "-t", scene.ground().otherImage()));
    if (scene.engine().isPodman()) {
      // The other format knows no health checks.
      words.addAll(List.of("--format", "docker"));
    }
    words.addAll(List.of("-f", folder.resolve("Containerfile").toString(), folder.toString()));
    scene.engine().ask(words.toArray(String[]::new));
  }

  /** Compose makes nothing anew that is as its file says. */
  static void putBack(Scene scene) throws IOException, SQLException, InterruptedException {
    scene.compose().up(ShippedStack.API);
  }
}
