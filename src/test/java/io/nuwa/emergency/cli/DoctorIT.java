package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class DoctorIT {
  @TempDir private Path folder;

  @Test
  void a_sound_home_is_ready_and_nothing_is_written() throws Exception {
    var home = Home.withPlan(folder);
    Map<String, String> before = home.files();

    FatJar.Answer answer = home.emergency().run("doctor").hasCode(0);

    assertThat(answer.stdout())
        .contains("✔ plan: ", "✔ home folder: ", "✔ clock: ", "bad 0")
        .doesNotContain("✖");
    assertThat(answer.stderr()).isEmpty();
    assertThat(home.files()).isEqualTo(before);
  }

  @Test
  void what_would_fail_a_run_ends_with_4_and_says_how_to_mend_it() throws Exception {
    var home = Home.withPlan(folder);
    home.plan(
        Home.usual("2h")
            .replace(
                "roles:",
                "stack: {compose-file: stack.yaml, project: doctor-it, services: [a, b]}\nroles:"));
    home.put(
        "stack.yaml",
        """
        services:
          a: {image: localhost/none:1, ports: ["127.0.0.1:18999:80"]}
          b: {image: localhost/none:1, ports: ["127.0.0.1:18999:80"]}
        """);

    FatJar.Answer answer = home.emergency().run("doctor", "--json").hasCode(4);

    assertThat(PublishedSchema.DOCTOR.problems(answer.stdout())).isEmpty();
    assertThat(Home.parsed(answer.stdout())).containsEntry("ready", false);
    assertThat(answer.stdout())
        .contains("port 18999 is published by a and b", "give each a port of its own");
    assertThat((List<?>) Home.parsed(answer.stdout()).get("findings")).hasSizeGreaterThan(6);
  }

  @Test
  void a_clock_that_was_set_back_is_noticed() throws Exception {
    var home = Home.withPlan(folder);
    home.emergency().run("execute").hasCode(0);
    String lines = Files.readString(home.journal());
    Files.writeString(home.journal(), lines.replaceAll("\"at\":\"20\\d\\d-", "\"at\":\"2999-"));

    assertThat(home.emergency().run("doctor", "--lang", "en").hasCode(0).stdout())
        .contains("▲ clock: ", "2999-");
  }

  @Test
  void an_invalid_plan_is_told_as_everywhere() {
    Home.withPlan(folder).plan("plan: [").emergency().run("doctor").hasCode(3);
  }
}
