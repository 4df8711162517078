package io.nuwa.text2sql.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.text2sql.acceptance.system.ApiReply;
import io.nuwa.text2sql.acceptance.system.SystemUnderTest;
import io.nuwa.text2sql.acceptance.system.SystemUnderTestExtension;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** T-06: a restart loses neither data nor memory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SystemUnderTestExtension.class)
class T06KeptOverRestart {
  private static final String QUESTION = "去年销售额最高的前7个客户";

  private final Restart restart = new Restart();
  private ApiReply before;

  @Test
  @DisplayName("T-06 the system is healthy again after a restart")
  void is_healthy_again(SystemUnderTest system) throws InterruptedException {
    restart(system);
    assertThat(system.api().isHealthy()).isTrue();
  }

  @Test
  @DisplayName("T-06 the data is still there after a restart")
  void keeps_the_data(SystemUnderTest system) throws InterruptedException, SQLException {
    restart(system);
    assertThat(SystemUnderTest.countRows(system.database()))
        .isEqualTo(system.rowsAtStart())
        .allSatisfy((table, rows) -> assertThat(rows).as("rows of %s", table).isPositive());
  }

  @Test
  @DisplayName("T-06 the memory is still there after a restart")
  void keeps_the_memory(SystemUnderTest system) throws InterruptedException {
    restart(system);
    ApiReply after = system.api().ask(QUESTION);
    assertThat(after.source()).as("source of %s", after.body()).isEqualTo("memory");
  }

  @Test
  @DisplayName("T-06 the answer is the same after a restart")
  void answers_the_same(SystemUnderTest system) throws InterruptedException {
    restart(system);
    ApiReply after = system.api().ask(QUESTION);
    assertThat(after.rows()).as("rows of %s", after.body()).isNotEmpty().isEqualTo(before.rows());
  }

  /** Asks before the restart, so that there is something to be remembered after it. */
  private void restart(SystemUnderTest system) throws InterruptedException {
    if (before == null && !system.restart().isEmpty()) {
      before = system.api().ask(QUESTION);
    }
    restart.ensure(system);
  }
}
