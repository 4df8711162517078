package io.nuwa.emergency.deploy.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineKind;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.deploy.health.HealthCheck.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SocketHealthCheckTest {
  private static final String CHECK = "/v4.0.0/libpod/containers/c1/healthcheck";
  private static final String COMMAND = "podman healthcheck run c1";

  private final FakeMachine machine = new FakeMachine();

  @Test
  void a_check_that_passed_is_healthy() throws Exception {
    machine.serves(CHECK, 200, "{\"Status\":\"healthy\",\"FailingStreak\":0,\"Log\":null}");

    assertThat(run().outcome()).isEqualTo(Outcome.HEALTHY);
  }

  @Test
  void a_check_that_failed_is_not() throws Exception {
    machine.serves(CHECK, 200, "{\"Status\":\"unhealthy\",\"Log\":null}");

    assertThat(run().outcome()).isEqualTo(Outcome.FAILING);
  }

  @Test
  void a_container_that_ended_meanwhile_is_to_be_listed_again() throws Exception {
    machine.serves(CHECK, 409, "{\"cause\":\"container 0e38 is not running\",\"response\":409}");

    assertThat(run()).isEqualTo(HealthCheck.Result.changed("container 0e38 is not running"));
    assertThat(machine.commands()).containsExactly("GET " + CHECK);
  }

  @Test
  void any_other_answer_leaves_it_to_the_command() throws Exception {
    machine.serves(CHECK, 200, "{\"Sta").answers(COMMAND, "");
    assertThat(run().outcome()).isEqualTo(Outcome.HEALTHY);

    machine.serves(CHECK, 500, "{\"cause\":\"no space left on device\"}");
    assertThat(run().outcome()).isEqualTo(Outcome.HEALTHY);

    machine.refuses(COMMAND, 1, "unhealthy");
    assertThat(run()).isEqualTo(HealthCheck.Result.failing("its health check fails"));
  }

  @Test
  void what_neither_could_execute_says_nothing_of_the_container() throws Exception {
    machine
        .serves(CHECK, 500, "{\"cause\":\"no space left on device\"}")
        .refuses(COMMAND, 125, "Error: mkdir /run/x: no space left on device");

    assertThat(run())
        .isEqualTo(HealthCheck.Result.unasked("Error: mkdir /run/x: no space left on device"));
  }

  @Test
  void a_check_that_does_not_end_fails_while_the_engine_answers() throws Exception {
    machine.hangs(CHECK).serves("/_ping", 200, "OK");

    assertThat(run(Duration.ofSeconds(40)))
        .isEqualTo(HealthCheck.Result.failing("its health check did not end in 32 s"));
  }

  @Test
  void a_check_that_claims_more_time_than_we_have_is_not_answered() throws Exception {
    machine.hangs(CHECK).serves("/_ping", 200, "OK");

    assertThat(run())
        .isEqualTo(
            HealthCheck.Result.unanswered(
                "its health check did not end in 8 s, of the 30 s that it may take"));
  }

  @Test
  void an_engine_that_does_not_answer_says_nothing_of_the_container() throws Exception {
    machine.hangs(CHECK).hangs("/_ping");

    assertThat(run())
        .isEqualTo(
            HealthCheck.Result.unasked("Podman's API at /run/p.sock does not answer any more"));
  }

  private HealthCheck.Result run() throws InterruptedException {
    return run(Duration.ofSeconds(10));
  }

  private HealthCheck.Result run(Duration patience) throws InterruptedException {
    var engine = new Engine(EngineKind.PODMAN, "", machine);
    return new SocketHealthCheck(machine, Path.of("/run/p.sock"), new CommandHealthCheck(engine))
        .run(Running.checkedBy("CMD", "true"), patience);
  }
}
