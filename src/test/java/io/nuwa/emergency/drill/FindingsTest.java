package io.nuwa.emergency.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.drill.fault.Trouble;
import io.nuwa.emergency.drill.ground.Ground;
import io.nuwa.emergency.drill.scene.OwnProgram;
import io.nuwa.emergency.drill.scene.Scene;
import io.nuwa.emergency.drill.scene.SoundStack;
import io.nuwa.emergency.time.TickedTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At the moment at which the journal says GO. */
class FindingsTest {
  @TempDir private Path home;
  private final TickedTime time = TickedTime.at("2026-01-01T00:00:00Z");

  @Test
  void a_go_that_no_look_could_be_held_against_is_no_false_green_and_nothing_to_judge_by()
      throws Exception {
    Findings findings = atGo("[ $1 = ps ] && echo c1 || exit 125");

    assertThat(findings.falseGreens()).isZero();
    assertThatThrownBy(findings::requireSight)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not tell of the containers");
  }

  @Test
  void a_go_while_a_look_sees_harm_is_a_false_green() throws Exception {
    Findings findings = atGo("exit 0");

    assertThat(findings.falseGreens()).isEqualTo(1);
    findings.requireSight();
  }

  private Findings atGo(String engine) throws Exception {
    Ground ground = Grounds.small(home, Grounds.engine(home, engine));
    var scene = new Scene(ground, time, new OwnProgram(List.of("true")));
    Trouble none = Trouble.of(Trouble.WHOLE_STACK, Trouble.NOTHING);
    var findings = new Findings(scene, new Oracle(none, new SoundStack(scene)));
    try (var caretaker = new ByExecute(ground, time, line -> {})) {
      caretaker.execute(true, findings.account());
    }
    return findings;
  }
}
