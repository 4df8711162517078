package io.nuwa.emergency.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.time.TickedTime;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainersTest {
  private static final String LIBPOD = "/v4.0.0/libpod";
  private static final String OF_WEEK2 =
      LIBPOD
          + "/containers/json?all=true&filters="
          + "%7B%22label%22%3A%5B%22com.docker.compose.project%3Dweek2%22%5D%7D";
  private static final String NO_SUCH =
      "{\"cause\": \"image not known\", \"message\": \"failed to find image\", \"response\": 404}";

  private final FakeMachine machine = new FakeMachine();
  private final Containers containers = new Containers(new Engine(EngineKind.PODMAN, "", machine));

  @Test
  void an_inspection_tells_state_project_and_ports() throws Exception {
    Inspections.on(machine, Inspections.of("week2", "postgres", "exited", 137, 5432));

    Container container = known().containers().getFirst();

    assertThat(container.name()).isEqualTo("week2-postgres-1");
    assertThat(container.service()).isEqualTo("postgres");
    assertThat(container.hostPorts()).containsExactly(5432);
    assertThat(container.killed()).isTrue();
    assertThat(container.dead()).isTrue();
    assertThat(container.state()).isEqualTo("exited (code 137)");
  }

  @Test
  void evidence_holds_no_environment_and_no_command_line() throws Exception {
    Inspections.on(machine, Inspections.of("week2", "postgres", "running", 0, 5432));

    assertThat(known().json()).contains("id-postgres", "running").doesNotContain("hunter2");
  }

  @Test
  void labels_of_podman_compose_count_as_well() throws Exception {
    Inspections.on(
        machine,
        """
        {"Id": "a", "Name": "/week2_web_1", "State": {"Status": "running"},
         "Config": {"Labels": {"io.podman.compose.project": "week2",
                               "io.podman.compose.service": "web",
                               "io.podman.compose.config-hash": "123"}}}\
        """);

    Container container = known().containers().getFirst();

    assertThat(container.project()).isEqualTo("week2");
    assertThat(container.service()).isEqualTo("web");
    assertThat(container.name()).isEqualTo("week2_web_1");
  }

  @Test
  void no_containers_means_nothing_to_inspect() throws Exception {
    machine.answers("podman ps", "");

    assertThat(known().containers()).isEmpty();
    assertThat(machine.commands()).hasSize(1);
  }

  @Test
  void one_that_vanished_meanwhile_is_left_out_and_no_other() throws Exception {
    Inspections.on(machine, Inspections.of("week2", "postgres", "running", 0, 5432));
    machine
        .answersFirst("podman ps", "id0\ngone\n")
        .refuses("podman container inspect id0 gone", 125, "no such container gone");

    assertThat(known().containers()).hasSize(1);
    assertThat(machine.commands())
        .filteredOn(command -> command.startsWith("podman ps"))
        .hasSize(2);
  }

  /** As Podman does when it stumbles over one in a way that it has no word for. */
  @Test
  void an_inspection_that_fails_and_prints_none_is_not_a_machine_without_containers()
      throws Exception {
    machine
        .answers("podman ps", "id0\nid1\n")
        .says(
            "podman container inspect",
            new Completion(
                125,
                "[]",
                "Error: getting container from store \"id1\": container not known",
                Duration.ofMillis(5),
                false));

    var unknown = (Listing.Unknown) containers.all();

    assertThat(unknown.failure().summary()).isEqualTo("podman could not inspect containers");
    assertThat(unknown.failure().evidence()).contains("container not known").doesNotContain("[]");
  }

  @Test
  void many_are_inspected_a_few_at_a_time() throws Exception {
    var ids = new StringBuilder();
    for (int i = 0; i < 45; i++) {
      ids.append("id").append(i).append('\n');
    }
    machine
        .answers("podman ps", ids.toString())
        .answers("podman container inspect id0", inspections(20))
        .answers("podman container inspect id20", inspections(20))
        .answers("podman container inspect id40", inspections(5));

    assertThat(((Listing.Known) containers.all()).containers()).hasSize(45);
  }

  /** A program whose output was cut has said nothing of those in front. */
  @Test
  void an_inspection_that_tells_of_fewer_than_were_asked_for_is_none() throws Exception {
    machine.answers("podman ps", "id0\nid1\n").answers("podman container inspect", inspections(1));
    assertThat(containers.all()).isInstanceOf(Listing.Unknown.class);

    machine.answers("podman container inspect", "");
    assertThat(containers.all()).isInstanceOf(Listing.Unknown.class);
  }

  private static String inspections(int count) {
    String one = Inspections.of("week2", "postgres", "running", 0, 5432);
    return "[" + String.join(",", Collections.nCopies(count, one)) + "]";
  }

  private Images images(String... names) throws InterruptedException {
    return containers.images(List.of(names));
  }

  @Test
  void only_the_missing_images_are_named() throws Exception {
    machine
        .refuses("podman image inspect", 125, "inspecting object: b: image not known")
        .answers("podman image inspect --format {{.Id}} a", "1")
        .refuses("podman image inspect --format {{.Id}} a b", 125, "b: image not known");

    assertThat(images("a", "b")).isEqualTo(new Images.Known(Map.of("a", "1")));
  }

  @Test
  void an_inspection_that_fails_for_another_reason_does_not_make_an_image_missing()
      throws Exception {
    String away = "Cannot connect to the Docker daemon at unix:///run/docker.sock.";
    machine.refuses("podman image inspect", 1, away);

    var unknown = (Images.Unknown) images("a", "b");

    assertThat(unknown.failure().summary()).isEqualTo("podman could not inspect image a");
    assertThat(unknown.failure().evidence()).contains(away);
  }

  @Test
  void where_the_engine_s_socket_answers_no_program_is_started() throws Exception {
    machine
        .serves(OF_WEEK2, 200, "[{\"Id\": \"id-postgres\"}, {\"Id\": \"gone\"}]")
        .serves(
            LIBPOD + "/containers/id-postgres/json",
            200,
            Inspections.of("week2", "postgres", "running", 0, 5432))
        .serves(LIBPOD + "/containers/gone/json", 404, NO_SUCH);

    Listing.Known known = known();

    assertThat(known.containers()).extracting(Container::name).containsExactly("week2-postgres-1");
    assertThat(known.json()).contains("id-postgres").doesNotContain("hunter2");
    assertThat(machine.commands()).allMatch(command -> command.startsWith("GET "));
  }

  @Test
  void a_socket_that_answers_anything_else_leaves_it_to_the_program() throws Exception {
    Inspections.on(machine, Inspections.of("week2", "postgres", "running", 0, 5432));
    machine.serves(OF_WEEK2, 500, "{\"message\": \"database is locked\"}");

    assertThat(known().containers()).hasSize(1);
    assertThat(machine.commands())
        .contains("GET " + OF_WEEK2)
        .anyMatch(c -> c.startsWith("podman ps"));
  }

  @Test
  void an_image_is_missing_only_when_the_engine_itself_says_so() throws Exception {
    machine
        .serves(LIBPOD + "/images/localhost/a:dev/json", 200, "{\"Id\": \"sha256:1\"}")
        .serves(LIBPOD + "/images/b/json", 404, NO_SUCH)
        .answers("podman image inspect", "2");

    assertThat(images("localhost/a:dev", "b"))
        .isEqualTo(new Images.Known(Map.of("localhost/a:dev", "1")));
    assertThat(machine.commands()).allMatch(command -> command.startsWith("GET "));
    // This engine has no such path at all: its program must be asked.
    assertThat(images("c")).isEqualTo(new Images.Known(Map.of("c", "2")));
    // Podman answers 404 whatever it stumbles over.
    machine.serves(
        LIBPOD + "/images/b/json",
        404,
        "{\"cause\": \"too many open files\", \"message\": \"failed to find image b\"}");
    assertThat(images("b")).isEqualTo(new Images.Known(Map.of("b", "2")));
  }

  @Test
  void a_container_is_started_and_stopped_over_the_socket() throws Exception {
    Container container = listedPostgres();
    machine
        .serves("POST " + LIBPOD + "/containers/id-postgres/stop", 204, "")
        .serves("POST " + LIBPOD + "/containers/id-postgres/start", 304, "");

    assertThat(containers.start(container)).isEmpty();
    assertThat(containers.restart(container, TickedTime.at("2026-01-01T00:00:00Z"))).isEmpty();
    assertThat(machine.commands().subList(machine.commands().size() - 3, machine.commands().size()))
        .containsExactly(
            "POST " + LIBPOD + "/containers/id-postgres/start",
            "POST " + LIBPOD + "/containers/id-postgres/stop",
            "POST " + LIBPOD + "/containers/id-postgres/start");
  }

  @Test
  void docker_s_socket_has_the_same_words_without_podman_s_prefix() throws Exception {
    Container container = listedPostgres();
    var docker = new Containers(new Engine(EngineKind.DOCKER, "unix:///d.sock", machine));
    machine.serves("POST /containers/id-postgres/start", 204, "");

    assertThat(docker.start(container)).isEmpty();
    assertThat(machine.commands()).noneMatch(command -> command.startsWith("docker"));
  }

  @Test
  void a_start_that_the_socket_refuses_is_explained_by_the_program() throws Exception {
    Container container = listedPostgres();
    machine
        .serves("POST " + LIBPOD + "/containers/id-postgres/start", 500, "{\"message\": \"no\"}")
        .refuses(
            "podman start id-postgres", 126, "listen tcp4 :5432: bind: address already in use");

    Failure failure = containers.start(container).orElseThrow();

    assertThat(failure.kind()).isEqualTo(FailureClass.PORT_IN_USE);
    assertThat(failure.summary()).isEqualTo("podman could not start week2-postgres-1");
  }

  @Test
  void where_nobody_listens_the_program_starts_and_what_does_not_stop_is_not_started()
      throws Exception {
    Container container = listedPostgres();
    machine.answers("podman start id-postgres", "id-postgres");
    machine.refuses("podman stop id-postgres", 125, "container state improper");

    assertThat(containers.start(container)).isEmpty();
    int before = machine.commands().size();
    assertThat(
            containers
                .restart(container, TickedTime.at("2026-01-01T00:00:00Z"))
                .orElseThrow()
                .summary())
        .isEqualTo("podman could not stop week2-postgres-1");
    assertThat(machine.commands().subList(before, machine.commands().size()))
        .containsExactly("podman stop id-postgres");
  }

  /** Podman forgets one that is stopping, and its process lives on. */
  @Test
  void no_process_outlives_its_container_when_that_is_removed() throws Exception {
    Container container = stopping();
    machine.answers("podman rm", "").runs(4711);

    assertThat(containers.remove(container)).isEmpty();

    assertThat(machine.commands()).contains("podman rm --force id-postgres", "kill 4711");
  }

  @Test
  void a_process_that_cannot_be_ended_is_named() throws Exception {
    Container container = stopping();
    machine.answers("podman rm", "").immortal(4711);

    assertThat(containers.remove(container).orElseThrow().summary())
        .startsWith("week2-postgres-1 was removed, and its process 4711 lives on");
  }

  @Test
  void a_stop_that_nobody_pursues_is_brought_to_its_end() throws Exception {
    Container container = stopping();
    machine
        .runs(4711)
        .whenKilled(
            () ->
                Inspections.on(machine, Inspections.of("week2", "postgres", "exited", 137, 5432)));

    assertThat(containers.finishStop(container, TickedTime.at("2026-01-01T00:00:00Z"))).isEmpty();
    assertThat(machine.commands()).contains("kill 4711");
  }

  @Test
  void a_stop_that_somebody_pursues_is_left_to_them() throws Exception {
    Container container = stopping();
    machine.runs(4711).endsContainers(1_000, () -> {});

    assertThat(
            containers
                .finishStop(container, TickedTime.at("2026-01-01T00:00:00Z"))
                .orElseThrow()
                .summary())
        .startsWith("week2-postgres-1 is being stopped by somebody");
    assertThat(machine.commands()).doesNotContain("kill 4711");
  }

  private Container stopping() throws InterruptedException {
    Inspections.on(
        machine,
        Inspections.of("week2", "postgres", "stopping", 0, 5432)
            .replace(
                "\"ExitCode\":",
                "\"Pid\": 4711, \"StartedAt\": \"2026-01-01T00:00:00Z\", \"ExitCode\":"));
    return known().containers().getFirst();
  }

  private Container listedPostgres() throws InterruptedException {
    Inspections.on(machine, Inspections.of("week2", "postgres", "exited", 137, 5432));
    return known().containers().getFirst();
  }

  private Listing.Known known() throws InterruptedException {
    return (Listing.Known) containers.ofProject("week2");
  }
}
