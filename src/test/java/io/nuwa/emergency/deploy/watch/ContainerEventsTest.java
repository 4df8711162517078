package io.nuwa.emergency.deploy.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Stacks;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineKind;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.deploy.engine.Inspections;
import io.nuwa.emergency.deploy.engine.Listing;
import io.nuwa.emergency.step.Sighting;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With events as Docker 20.10 and Podman 4.3.1 write them, cut to what is read. */
class ContainerEventsTest {
  private static final String OURS =
      "\"com.docker.compose.project\": \"week2\", \"com.docker.compose.service\": \"web\"";

  @TempDir Path home;
  private ContainerEvents events;

  @BeforeEach
  void our_containers_are_known() throws Exception {
    var machine = new FakeMachine();
    Deployment deployment = Stacks.on(machine, home);
    Inspections.on(
        machine,
        Inspections.of("week2", "web", "running", 0, 8000),
        Inspections.of("other", "db", "running", 0, 8001));
    var containers = new Containers(new Engine(EngineKind.PODMAN, "", machine));
    deployment.seen().saw(((Listing.Known) containers.all()).containers());
    events = new ContainerEvents(deployment);
  }

  @Test
  void a_container_that_died_is_trouble() {
    assertThat(seen("container", "die", "", "4711", OURS)).contains(trouble("die"));
    assertThat(seen("container", "died", "", "4711", OURS)).contains(trouble("died"));
  }

  @Test
  void a_container_that_goes_on_is_hope() {
    assertThat(seen("container", "unpause", "", "4711", OURS))
        .contains(new Sighting("container web", "unpause", true, DeploySentinels.CONCERNED));
  }

  @Test
  void a_health_check_that_turned_is_trouble_in_the_words_of_either_engine() {
    var unhealthy = trouble("health_status: unhealthy");

    assertThat(seen("container", "health_status: unhealthy", "", "4711", OURS)).contains(unhealthy);
    assertThat(
            seen("container", "health_status", ", \"HealthStatus\": \"unhealthy\"", "4711", OURS))
        .contains(unhealthy);
  }

  /** Podman tells of every check. */
  @Test
  void a_health_check_that_is_content_is_no_news() {
    assertThat(seen("container", "health_status", ", \"HealthStatus\": \"healthy\"", "4711", OURS))
        .isEmpty();
    assertThat(seen("container", "health_status: healthy", "", "4711", OURS)).isEmpty();
    assertThat(seen("container", "exec_died", "", "4711", OURS)).isEmpty();
  }

  /** Podman says of a network only which container left it. */
  @Test
  void a_container_that_left_a_network_of_podman_is_trouble() {
    assertThat(seen("network", "disconnect", "", "id-web", "\"name\": \"week2-web-1\""))
        .contains(trouble("disconnect"));
    assertThat(seen("network", "disconnect", "", "id-db", "\"name\": \"other-db-1\"")).isEmpty();
    assertThat(seen("network", "disconnect", "", "id-new", "\"name\": \"week2-web-1\"")).isEmpty();
  }

  @Test
  void a_container_that_left_a_network_of_docker_is_trouble() {
    String network = "\"name\": \"week2_default\", \"type\": \"bridge\"";

    assertThat(seen("network", "disconnect", "", "n1", "\"container\": \"id-web\", " + network))
        .contains(trouble("disconnect"));
    assertThat(seen("network", "destroy", "", "n1", network))
        .contains(Sighting.of("network week2_default", "destroy", DeploySentinels.CONCERNED));
    assertThat(seen("network", "destroy", "", "n2", "\"name\": \"other_default\"")).isEmpty();
  }

  @Test
  void what_is_not_ours_is_not_seen() {
    assertThat(seen("container", "die", "", "4711", OURS.replace("week2", "other"))).isEmpty();
    assertThat(seen("container", "die", "", "4711", OURS.replace("web", "helper"))).isEmpty();
    assertThat(seen("container", "die", "", "4711", "\"name\": \"week2-web-1\"")).isEmpty();
    assertThat(events.sighting("no JSON")).isEmpty();
  }

  private static Sighting trouble(String text) {
    return Sighting.of("container web", text, DeploySentinels.CONCERNED);
  }

  private Optional<Sighting> seen(
      String type, String action, String more, String id, String attributes) {
    return events.sighting(
        """
        {"Type": "%s", "Action": "%s"%s, "Actor": {"ID": "%s", "Attributes": {%s}}}\
        """
            .formatted(type, action, more, id, attributes));
  }
}
