package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.drill.fault.Fault;
import io.nuwa.emergency.drill.fault.Faults;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What can be said before any engine is asked. */
class DrillCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void lists_every_fault_with_what_it_does() {
    assertThat(run("drill", "--list")).isZero();
    String listed = out.toString(StandardCharsets.UTF_8);
    for (Fault fault : Faults.all()) {
      assertThat(listed).contains(fault.id()).contains(fault.what());
    }
    assertThat(listed.lines()).hasSize(Faults.all().size());
  }

  @Test
  void lists_only_those_that_are_named() {
    assertThat(run("drill", "cpu-busy", "--list")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("cpu-busy");
  }

  @Test
  void a_fault_that_does_not_exist_is_wrong_usage_with_a_hint() {
    assertThat(run("drill", "container-kiled")).isEqualTo(ExitCode.USAGE.code);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("no fault 'container-kiled'", "container-killed", "--list");
  }

  @Test
  void a_speed_out_of_bounds_is_wrong_usage() {
    assertThat(run("drill", "--speed", "0")).isEqualTo(ExitCode.USAGE.code);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("from 1 to 480, not 0");
  }

  @Test
  void a_list_is_for_people() {
    assertThat(run("drill", "--list", "--json")).isEqualTo(ExitCode.USAGE.code);
    assertThat(PublishedSchema.ERROR.problems(out.toString(StandardCharsets.UTF_8))).isEmpty();
  }

  private int run(String... words) {
    return EmergencyCommand.run(
        words,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
