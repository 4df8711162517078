package io.nuwa.emergency.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.memory.MemoryException;
import io.nuwa.emergency.plan.PlanReader;
import io.nuwa.emergency.plan.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitPlanTest {
  private static final String COMPOSE =
      "services:\n  web:\n    image: web\n    ports: [\"8080:80\"]\n";

  @TempDir private Path home;
  private InitPlan init;

  @BeforeEach
  void prepare() {
    init = new InitPlan(new Workplace(home, Map.of(), "java"), Words.week2());
  }

  private InitPlan.Draft draft() throws IOException {
    Files.writeString(home.resolve("compose.yaml"), COMPOSE);
    return init.draft(Optional.empty());
  }

  @Test
  void the_usual_compose_file_is_found_and_the_draft_is_valid() throws IOException {
    InitPlan.Draft draft = draft();

    assertThat(draft.composeFile()).isEqualTo("compose.yaml");
    assertThat(PlanReader.read("draft", draft.text(), Words.week2()).ports()).containsValue(8080);
    assertThat(home.resolve("promptx")).doesNotExist();
  }

  @Test
  void a_named_compose_file_goes_before_the_usual_one() throws IOException {
    Files.writeString(home.resolve("mine.yml"), COMPOSE.replace("8080", "9000"));
    draft();

    InitPlan.Draft mine = init.draft(Optional.of("mine.yml"));

    assertThat(mine.composeFile()).isEqualTo("mine.yml");
    assertThat(mine.text()).contains("9000");
  }

  @Test
  void a_compose_file_that_is_not_there_is_named_with_the_next_step() {
    assertThatThrownBy(() -> init.draft(Optional.empty()))
        .isInstanceOf(PlanLoader.MissingPlanException.class)
        .hasMessageContainingAll(home.toString(), "compose.yml", "plan init FILE");
    assertThatThrownBy(() -> init.draft(Optional.of("away.yml")))
        .hasMessageContainingAll("away.yml", "no such file", "plan init FILE");
  }

  @Test
  void a_plan_that_is_there_is_replaced_only_by_force_and_every_earlier_one_is_kept()
      throws IOException {
    InitPlan.Draft draft = draft();
    Path plan = init.write(draft, InitPlan.USUAL_PLAN, false);
    assertThat(plan).hasContent(draft.text());

    for (String mine : List.of("first", "second")) {
      Files.writeString(plan, mine);
      assertThatThrownBy(() -> init.write(draft, InitPlan.USUAL_PLAN, false))
          .isInstanceOf(InitPlan.PlanExistsException.class)
          .hasMessageContainingAll(plan.toString(), "--force", "--output");
      assertThat(plan).hasContent(mine);
      init.write(draft, InitPlan.USUAL_PLAN, true);
      assertThat(plan).hasContent(draft.text());
    }
    assertThat(plan.resolveSibling("plan.yaml.bak")).hasContent("first");
    assertThat(plan.resolveSibling("plan.yaml.bak.2")).hasContent("second");
  }

  @Test
  void a_place_that_cannot_be_written_is_named() throws IOException {
    InitPlan.Draft draft = draft();
    Files.writeString(home.resolve("promptx"), "a file");

    assertThatThrownBy(() -> init.write(draft, InitPlan.USUAL_PLAN, false))
        .isInstanceOf(MemoryException.class)
        .hasMessageContainingAll("promptx", "a folder is needed");
  }
}
