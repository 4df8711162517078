package io.nuwa.emergency.observe.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.observe.call.Inputs;
import io.nuwa.emergency.observe.call.WebClient;
import io.nuwa.emergency.observe.call.WebDouble;
import io.nuwa.emergency.step.RemedyResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitsTest {
  private static final WaitForScrape REMEDY =
      new WaitForScrape(Path.of("no-such-home"), new WebClient(), Inputs.plan());

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
  void a_target_that_came_back_is_up_after_its_next_scrape() throws Exception {
    target("down", "12:00:00");
    target("down", "12:00:00");
    target("up", "12:00:05");
    assertThat(forScrape(down())).isInstanceOf(RemedyResult.Applied.class);
  }

  @Test
  void a_target_that_fails_its_next_scrape_too_is_not_cured_by_waiting() throws Exception {
    target("down", "12:00:00");
    target("down", "12:00:05");
    assertThat(forScrape(down()))
        .isInstanceOfSatisfying(
            RemedyResult.NotApplicable.class,
            no -> assertThat(no.reason()).contains("still", "mcp-exporter (x:9101) is down"));
    assertThat(prometheus.asked()).hasSize(2);
  }

  @Test
  void a_scrape_that_was_under_way_when_waiting_began_says_nothing_about_now() throws Exception {
    target("down", "11:00:00");
    target("down", "11:00:05");
    target("down", "11:00:05");
    target("up", "11:00:10");
    assertThat(forScrape(down())).isInstanceOf(RemedyResult.Applied.class);
  }

  @Test
  void waiting_ends_after_two_intervals() throws Exception {
    target("down", "12:00:00");
    var input = Inputs.ticked(Duration.ofMinutes(10));
    var before = input.time().instant();
    assertThat(REMEDY.apply(down(), input)).isInstanceOf(RemedyResult.NotApplicable.class);
    assertThat(Duration.between(before, input.time().instant())).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void a_stored_gap_leaves_the_window_by_waiting() throws Exception {
    var input = Inputs.ticked(Duration.ofMinutes(20));
    var before = input.time().instant();
    var gap = gap("false", before.plusSeconds(300).toString());
    assertThat(new WaitForCleanWindow().apply(gap, input)).isInstanceOf(RemedyResult.Applied.class);
    assertThat(input.time().instant()).isEqualTo(before.plusSeconds(301));
  }

  @Test
  void a_window_longer_than_its_own_time_is_waited_for_in_parts() throws Exception {
    var input = Inputs.ticked(Duration.ofMinutes(5));
    var before = input.time().instant();
    var gap = gap("false", before.plusSeconds(580).toString());
    assertThat(new WaitForCleanWindow().apply(gap, input))
        .isInstanceOfSatisfying(
            RemedyResult.Applied.class, done -> assertThat(done.summary()).startsWith("waited 5m"));
    assertThat(input.time().instant()).isEqualTo(before.plusSeconds(300));
  }

  @Test
  void an_open_gap_is_not_waited_for_nor_a_stored_one_for_a_scrape() throws Exception {
    var input = Inputs.ticked();
    String later = input.time().instant().plusSeconds(300).toString();
    assertThat(new WaitForCleanWindow().apply(gap("true", later), input))
        .isInstanceOf(RemedyResult.NotApplicable.class);
    assertThat(forScrape(gap("false", later))).isInstanceOf(RemedyResult.NotApplicable.class);
  }

  @Test
  void an_empty_series_of_a_target_that_is_up_gets_one_interval() throws Exception {
    target("up", "12:00:00");
    var input = Inputs.ticked();
    var before = input.time().instant();
    var empty =
        new Failure(
            FailureClass.SERIES_GAP,
            "no sample",
            "",
            Map.of("prometheus", prometheus.url(), "empty", "up"));
    assertThat(REMEDY.apply(empty, input)).isInstanceOf(RemedyResult.Applied.class);
    assertThat(input.time().instant()).isEqualTo(before.plusSeconds(5));
  }

  @Test
  void an_open_gap_of_a_target_that_came_back_gets_two_intervals() throws Exception {
    target("up", "12:00:00");
    var input = Inputs.ticked();
    var before = input.time().instant();
    assertThat(REMEDY.apply(gap("true", "2025-06-16T12:05:00Z"), input))
        .isInstanceOf(RemedyResult.Applied.class);
    assertThat(input.time().instant()).isEqualTo(before.plusSeconds(10));
  }

  private RemedyResult forScrape(Failure failure) throws InterruptedException {
    return REMEDY.apply(failure, Inputs.ticked());
  }

  private Failure down() {
    return new Failure(
        FailureClass.TARGET_DOWN, "down", "", Map.of("prometheus", prometheus.url()));
  }

  private Failure gap(String open, String cleanAt) {
    return new Failure(
        FailureClass.SERIES_GAP,
        "gap",
        "",
        Map.of("prometheus", prometheus.url(), "open", open, "clean-at", cleanAt));
  }

  private void target(String health, String scraped) {
    prometheus.when(
        "GET /api/v1/targets",
        200,
        "{\"status\":\"success\",\"data\":{\"activeTargets\":[{\"labels\":{\"job\":\"mcp-exporter\","
            + "\"instance\":\"x:9101\"},\"health\":\""
            + health
            + "\",\"lastError\":\"\",\"lastScrape\":\"2025-06-16T"
            + scraped
            + "Z\",\"scrapeInterval\":\"5s\"}]}}");
  }
}
