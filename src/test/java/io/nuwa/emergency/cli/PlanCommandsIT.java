package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class PlanCommandsIT {
  private static final String COMPOSE =
      """
      services:
        web:
          image: web
          ports: ["8080:80"]
          healthcheck: {test: [CMD, "true"]}
        other:
          image: other
          ports: ["8080:81"]
      """;

  @TempDir private Path folder;

  @Test
  void validate_show_and_graph_speak_of_the_plan_of_the_home_folder() {
    Home home = Home.withPlan(folder);
    FatJar jar = home.emergency();

    assertThat(jar.run("plan", "validate").hasCode(0).stdout())
        .contains("promptx/plan.yaml is valid", "blockers: 2");
    assertThat(jar.run("plan", "show").hasCode(0).stdout())
        .contains("B-2 Second", "passes at >= 42, alerts at < 40");
    assertThat(jar.run("plan", "graph").hasCode(0).stdout()).startsWith("graph LR");
    assertThat(home.memory()).doesNotExist();
  }

  @Test
  void without_a_plan_nothing_is_begun_and_no_other_plan_is_shown() {
    FatJar jar = FatJar.in(folder);
    for (String command : List.of("execute", "status", "doctor", "guide", "report", "diagnose")) {
      FatJar.Answer answer =
          jar.run(command).hasCode(3).says("no plan here", "plan init", "--plan builtin:week-2");
      assertThat(answer.stdout()).as(command).doesNotContain("B-3");
    }
    assertThat(folder).isEmptyDirectory();

    assertThat(jar.run("plan", "validate", "--plan", "builtin:week-2").hasCode(0).stdout())
        .contains("builtin:week-2 is valid", "blockers: 3");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void init_writes_a_valid_plan_and_names_what_looks_wrong() throws IOException {
    Home home = new Home(folder).put("compose.yaml", COMPOSE);
    FatJar jar = home.emergency();

    assertThat(jar.run("plan", "init", "--output", "-").hasCode(0).stdout()).contains("blockers:");
    assertThat(folder.resolve("promptx")).doesNotExist();
    FatJar.Answer answer = jar.run("plan", "init").hasCode(0).says("compose.yaml:8:", "8080");
    assertThat(answer.stdout()).contains("promptx/plan.yaml", "plan validate");
    jar.run("plan", "validate").hasCode(0);

    home.plan("mine");
    jar.run("plan", "init").hasCode(2).says("is there already", "--force");
    assertThat(home.text("promptx/plan.yaml")).isEqualTo("mine");
    jar.run("plan", "init", "--force").hasCode(0);
    jar.run("plan", "init", "--force").hasCode(0);
    assertThat(home.text("promptx/plan.yaml.bak")).isEqualTo("mine");
    assertThat(Files.exists(folder.resolve("promptx/plan.yaml.bak.2"))).isTrue();
  }

  @Test
  void init_without_a_compose_file_says_where_it_looked() {
    FatJar jar = FatJar.in(folder);
    jar.run("plan", "init").hasCode(3).complains("docker-compose.yml", "plan init FILE");
    jar.run("plan", "init", "away.yml").hasCode(3).complains("away.yml", "no such file");
  }
}
