package io.nuwa.emergency.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Progress;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.time.Time;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceWitnessTest {
  private static final Pattern FIRST =
      Pattern.compile(
          "disk of home: ([0-9.]+) of ([0-9.]+) GiB free \\(\\d+ % used\\); memory: ([0-9.]+) of"
              + " ([0-9.]+) GiB available; CPU (\\d+) % busy, load [0-9.]+ on (\\d+) processors");
  private static final double GIB = 1024.0 * 1024 * 1024;

  @TempDir Path home;

  @Test
  void measures_this_machine() throws Exception {
    Time time = Time.system();
    var input =
        new StepInput(
            "run",
            new Values(Map.of(), Map.of()),
            time.instant().plus(Duration.ofSeconds(20)),
            time,
            Progress.SILENT);

    String text = new ResourceWitness(home).testify(input).getFirst().text();

    Matcher first = FIRST.matcher(text);
    assertThat(first.find()).as(text).isTrue();
    double total = Files.getFileStore(home).getTotalSpace() / GIB;
    assertThat(Double.parseDouble(first.group(2))).isBetween(total - 0.1, total + 0.1);
    assertThat(Double.parseDouble(first.group(3)))
        .isPositive()
        .isLessThanOrEqualTo(Double.parseDouble(first.group(4)));
    assertThat(Integer.parseInt(first.group(5))).isBetween(0, 100);
    assertThat(Integer.parseInt(first.group(6)))
        .isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(text)
        .contains("most memory:\n- pid ", "most CPU:\n- pid ", "time zone", "the wall clock was ")
        .contains("Java: " + Runtime.version());
  }
}
