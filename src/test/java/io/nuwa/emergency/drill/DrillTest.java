package io.nuwa.emergency.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.drill.ground.Compression;
import io.nuwa.emergency.drill.ground.Ground;
import io.nuwa.emergency.drill.ground.GroundMaker;
import io.nuwa.emergency.drill.report.DrillReport;
import io.nuwa.emergency.drill.scene.OwnProgram;
import io.nuwa.emergency.time.TickedTime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillTest {
  @TempDir private Path home;

  @Test
  void a_clean_up_that_fails_is_told_and_does_not_lose_the_report() throws Exception {
    var told = new ArrayList<String>();
    Ground ground =
        Grounds.small(home, Grounds.engine(home, "echo database is locked >&2; exit 125"));
    var maker = new GroundMaker(ground.workplace(), ground.engine(), place -> ground.catalog());
    var drill = new Drill(maker, TickedTime.at("2026-01-01T00:00:00Z"), told::add);
    var nothing =
        new DrillRequest(
            Optional.empty(),
            List.of(),
            new Compression(240),
            Optional.empty(),
            false,
            false,
            new OwnProgram(List.of("true")));

    DrillReport report = drill.run(nothing, ground);

    assertThat(report.rows()).isEmpty();
    assertThat(told)
        .singleElement()
        .asString()
        .startsWith("project small-drill was not taken away, the next drill tries again: ")
        .endsWith("database is locked");
  }
}
