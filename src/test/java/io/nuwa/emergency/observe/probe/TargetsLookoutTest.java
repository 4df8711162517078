package io.nuwa.emergency.observe.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.observe.call.Inputs;
import io.nuwa.emergency.observe.call.WebDouble;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Threshold;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.SentinelInput;
import io.nuwa.emergency.step.Sighting;
import io.nuwa.emergency.time.TickedTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TargetsLookoutTest {
  private static final int LOOKS = 3;
  private static final String UP =
      "{\"status\":\"success\",\"data\":{\"activeTargets\":[{\"labels\":{\"job\":\"web\","
          + "\"instance\":\"web:1\"},\"health\":\"up\"}]}}";

  private WebDouble prometheus;

  @BeforeEach
  void start() throws IOException {
    prometheus = new WebDouble();
  }

  @AfterEach
  void stop() {
    prometheus.close();
  }

  @Test
  void targets_that_are_up_are_nothing_to_tell() {
    assertThat(seen(UP)).isEmpty();
  }

  @Test
  void no_target_at_all_is_trouble_where_no_job_is_named() {
    assertThat(seen("{\"status\":\"success\",\"data\":{\"activeTargets\":[]}}", UP))
        .satisfiesExactly(
            trouble -> {
              assertThat(trouble.hopeful()).isFalse();
              assertThat(trouble.text()).contains("has no target at all: nothing is observed");
            },
            good -> assertThat(good.text()).isEqualTo("all targets are UP"));
  }

  @Test
  void an_answer_that_is_no_success_is_trouble_whatever_it_holds() {
    assertThat(seen(UP.replace("success", "error"), UP))
        .satisfiesExactly(
            trouble -> {
              assertThat(trouble.hopeful()).isFalse();
              assertThat(trouble.text()).contains("does not answer as Prometheus");
            },
            good -> assertThat(good.hopeful()).isTrue());
  }

  /** What is told in a few looks, to which Prometheus answers this; the last answer stays. */
  private List<Sighting> seen(String... answers) {
    for (String answer : answers) {
      prometheus.when("GET /api/v1/targets?state=active", 200, answer);
    }
    var success = Threshold.parse("== 0").orElseThrow();
    var asked = new PrometheusTargets.Asked(prometheus.url(), List.of(), List.of());
    var gate =
        new Gate("g", "", "prometheus-targets", asked, success, success, Duration.ofSeconds(10));
    var sightings = new ArrayList<Sighting>();
    assertThatThrownBy(
            () ->
                TargetsLookout.of(Inputs.plan(gate), Path.of("no-such-home"))
                    .getFirst()
                    .watch(input(), sightings::add))
        .isInstanceOf(InterruptedException.class);
    return sightings;
  }

  /** The values are asked for at each look; the last one is told to stop. */
  private static SentinelInput input() {
    var looks = new AtomicInteger();
    return new SentinelInput(
        () -> {
          if (looks.incrementAndGet() == LOOKS) {
            Thread.currentThread().interrupt();
          }
          return new Values(Map.of(), Map.of());
        },
        TickedTime.at("2025-06-16T12:00:00Z"),
        atMost -> {});
  }
}
