package io.nuwa.emergency.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.redaction.Redaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NextStepsTest {

  @ParameterizedTest
  @EnumSource(FailureClass.class)
  void every_class_tells_what_to_do(FailureClass kind) {
    assertThat(NextSteps.of(kind)).isNotEmpty().allSatisfy(s -> assertThat(s.text()).isNotBlank());
  }

  @Test
  void a_command_names_the_port_of_the_failure() {
    assertThat(NextSteps.of(Cases.portInUse()))
        .extracting(NextStep::command)
        .contains("ss -ltnp sport = :8000", "emergency execute B-1");
  }

  @Test
  void no_command_holds_what_a_shell_would_take_for_more_than_a_word() {
    var hostile = Cases.of("$(reboot) ; x", "t", "text", Redaction.BY_SHAPE);
    assertThat(NextSteps.of(hostile))
        .extracting(NextStep::command)
        .contains("emergency execute BLOCKER")
        .noneMatch(command -> command.contains("reboot"));
  }
}
