package io.nuwa.emergency.deploy.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.compose.Inputs;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineKind;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.deploy.engine.ImageNames;
import io.nuwa.emergency.deploy.engine.Inspections;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.StepInput;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class HealthWaitTest {
  private static final List<String> SERVICES = List.of("store", "web");

  private final FakeMachine machine = new FakeMachine();
  private final List<String> progress = new CopyOnWriteArrayList<>();
  private final CountDownLatch storeSeen = new CountDownLatch(1);
  private Instant storeSeenAt = Instant.MIN;
  private final StepInput input = listening(Inputs.with(Map.of()));

  @Test
  void it_ends_as_soon_as_all_pass() throws Exception {
    bothRun();
    var checks = new AtomicInteger();

    Survey survey =
        await(
            (container, patience) ->
                container.service().equals("store") || checks.incrementAndGet() > 2
                    ? HealthCheck.Result.HEALTHY
                    : HealthCheck.Result.failing("its health check fails"),
            container -> true);

    assertThat(survey.text()).isEqualTo("2 of 2 healthy");
    // On a machine that is busy "0 of 2" may come first.
    assertThat(progress).endsWith("1 of 2 found healthy so far", "2 of 2 found healthy so far");
  }

  @Test
  void at_the_deadline_each_one_that_is_not_healthy_is_named() throws Exception {
    bothRun();
    Instant start = input.time().instant();

    Survey survey =
        await(
            (container, patience) ->
                container.service().equals("store")
                    ? HealthCheck.Result.HEALTHY
                    : HealthCheck.Result.failing("its health check fails"),
            container -> true);

    assertThat(survey.text())
        .isEqualTo("1 of 2 healthy: web is running, but its health check fails");
    assertThat(Duration.between(start, input.time().instant())).isEqualTo(Duration.ofSeconds(60));
    assertThat(survey.failure("").orElseThrow().details()).containsEntry("service", "web");
  }

  @Test
  void a_last_look_that_is_too_short_takes_nothing_back() throws Exception {
    bothRun();

    Survey survey =
        await(
            (container, patience) ->
                patience.compareTo(Duration.ofSeconds(2)) < 0
                    ? HealthCheck.Result.unanswered("its health check did not end in 1 s")
                    : HealthCheck.Result.failing("its health check fails"),
            container -> true);

    assertThat(survey.failure("").orElseThrow().kind()).isEqualTo(FailureClass.NOT_READY);
    assertThat(survey.text()).doesNotContain("did not end");
  }

  @Test
  void a_dead_container_ends_the_wait_at_once() throws Exception {
    Inspections.on(
        machine,
        Inspections.of("week2", "store", "exited", 137, 5432),
        Inspections.of("week2", "web", "running", 0, 8000));
    Instant start = input.time().instant();

    Survey survey =
        await(
            (container, patience) -> HealthCheck.Result.failing("its health check fails"),
            container -> true);

    assertThat(input.time().instant()).isEqualTo(start);
    assertThat(survey.failure("").orElseThrow().kind()).isEqualTo(FailureClass.KILLED);
    assertThat(survey.failure("").orElseThrow().details())
        .containsEntry("services", "store")
        .containsEntry("service", "store");
  }

  @Test
  void a_service_without_a_container_is_named() throws Exception {
    Inspections.on(machine, Inspections.of("week2", "web", "running", 0, 8000));

    Survey survey = await((container, patience) -> HealthCheck.Result.HEALTHY, container -> true);

    assertThat(survey.text()).isEqualTo("1 of 2 healthy: store has no container");
  }

  @Test
  void while_no_port_is_open_a_check_is_executed_only_now_and_then() throws Exception {
    bothRun();
    var checks = new AtomicInteger();

    Survey survey =
        await(
            (container, patience) -> {
              checks.incrementAndGet();
              return HealthCheck.Result.failing("its health check fails");
            },
            container -> false);

    // Two services, a minute, one check every two seconds, and a last look.
    assertThat(checks.get()).isBetween(50, 62);
    assertThat(survey.healthy()).isZero();
  }

  @Test
  void a_check_that_takes_its_time_does_not_hold_the_others_up() throws Exception {
    bothRun();

    Survey survey =
        await(
            (container, patience) -> {
              // Says yes only after the other one was seen to be healthy.
              if (container.service().equals("web")) {
                storeSeen.await();
              }
              return HealthCheck.Result.HEALTHY;
            },
            container -> true);

    assertThat(survey.healthy()).isEqualTo(2);
    assertThat(progress).endsWith("1 of 2 found healthy so far", "2 of 2 found healthy so far");
  }

  @Test
  void one_that_becomes_healthy_has_the_others_checked_at_once() throws Exception {
    bothRun();
    // After eight looks the pace is slow: the next one would be due half a second later.
    var left = Map.of("store", new AtomicInteger(8), "web", new AtomicInteger(9));

    Survey survey =
        await(
            (container, patience) ->
                left.get(container.service()).getAndDecrement() == 0
                    ? HealthCheck.Result.HEALTHY
                    : HealthCheck.Result.failing("its health check fails"),
            container -> true);

    assertThat(survey.healthy()).isEqualTo(2);
    assertThat(input.time().instant()).isEqualTo(storeSeenAt);
  }

  @Test
  void nothing_is_said_of_a_stack_whose_checks_could_not_be_executed() throws Exception {
    bothRun();

    var answer =
        wait(
                (container, patience) ->
                    container.service().equals("store")
                        ? HealthCheck.Result.HEALTHY
                        : HealthCheck.Result.unasked("no space left on device"),
                container -> true)
            .await(SERVICES, Duration.ofSeconds(60));

    var unknown = (StackHealth.Answer.Unknown) answer;
    assertThat(unknown.failure().summary())
        .isEqualTo(
            "web is running, but its health check could not be executed: no space left on device");
    assertThat(unknown.failure().kind()).isEqualTo(FailureClass.NO_SPACE);
  }

  @Test
  void a_reason_that_all_share_is_said_once() throws Exception {
    bothRun();

    var answer =
        wait((container, patience) -> HealthCheck.Result.unasked("it is stuck"), container -> true)
            .await(SERVICES, Duration.ofSeconds(60));

    assertThat(((StackHealth.Answer.Unknown) answer).failure().summary())
        .isEqualTo(
            "each of store, web is running, but its health check could not be executed: it is"
                + " stuck");
  }

  @Test
  void what_was_seen_to_be_dead_is_said_and_mended_and_not_what_could_not_be_asked()
      throws Exception {
    Inspections.on(
        machine,
        Inspections.of("week2", "store", "running", 0, 5432),
        Inspections.of("week2", "web", "exited", 137, 8000));

    Survey survey =
        await(
            (container, patience) -> HealthCheck.Result.unasked("no space left on device"),
            container -> true);

    assertThat(survey.text()).startsWith("0 of 2 healthy: store is running, but its health check");
    assertThat(survey.failure("").orElseThrow().details())
        .containsEntry("services", "web")
        .containsEntry("service", "web");
    assertThat(survey.failure("").orElseThrow().kind()).isEqualTo(FailureClass.KILLED);
  }

  @Test
  void what_it_wrote_last_goes_with_the_failure() throws Exception {
    Inspections.on(machine, Inspections.of("week2", "store", "exited", 1, 5432));
    machine.answers("podman logs --tail 10 id-store", "FATAL: no space\n");
    var wait = wait((container, patience) -> HealthCheck.Result.HEALTHY, container -> true);
    var answer = (StackHealth.Answer.Surveyed) wait.await(List.of("store"), Duration.ofSeconds(60));

    assertThat(wait.lastWords(answer.survey()))
        .isEqualTo("store is exited (code 1); it wrote last:\n  FATAL: no space");
  }

  private void bothRun() {
    Inspections.on(
        machine,
        Inspections.of("week2", "store", "running", 0, 5432),
        Inspections.of("week2", "web", "running", 0, 8000));
  }

  private Survey await(HealthCheck check, Predicate<Container> accepts)
      throws InterruptedException {
    var answer = wait(check, accepts).await(SERVICES, Duration.ofSeconds(60));
    return ((StackHealth.Answer.Surveyed) answer).survey();
  }

  private HealthWait wait(HealthCheck check, Predicate<Container> accepts) {
    var engine = new Engine(EngineKind.PODMAN, "", machine);
    return new HealthWait(
        new StackHealth(engine, "week2", 2, new ImageNames(), check), input, accepts);
  }

  private StepInput listening(StepInput plain) {
    return new StepInput(
        plain.run(),
        plain.values(),
        plain.deadline(),
        plain.time(),
        (what, fraction) -> {
          progress.add(what);
          if (what.startsWith("1 of")) {
            storeSeenAt = plain.time().instant();
            storeSeen.countDown();
          }
        });
  }
}
