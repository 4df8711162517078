package io.nuwa.emergency.resource.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nuwa.emergency.step.GuardLook;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Real processes that keep real processors busy. The release can be seen only on a machine that is
 * not kept busy by others; where it is, the test says so and is skipped behind the hold.
 */
class CpuBurnerIT {
  private static final int LIMIT = 60;
  private static final int SECONDS = 20;
  private final List<ProcessHandle> burners = new ArrayList<>();

  /** Their parent ends at once, so that they are nobody's children here. */
  private void burn() throws IOException, InterruptedException {
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      Process parent =
          new ProcessBuilder(
                  "sh",
                  "-c",
                  "timeout 90 sh -c 'while :; do :; done' >/dev/null 2>&1 </dev/null & echo $!")
              .start();
      String pid = new String(parent.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      parent.waitFor();
      burners.add(ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow());
    }
  }

  @AfterEach
  void endBurners() {
    for (ProcessHandle burner : burners) {
      burner.descendants().forEach(ProcessHandle::destroyForcibly);
      burner.destroyForcibly();
    }
    burners.clear();
  }

  @Test
  void strangers_hold_work_and_their_end_releases_it() throws IOException, InterruptedException {
    var guard = new CpuGuard(Path.of("/proc"), LIMIT);
    burn();
    GuardLook held = guard.look(Time.system());
    for (int i = 0; i < SECONDS && !(held instanceof GuardLook.Overload); i++) {
      Thread.sleep(1000);
      held = guard.look(Time.system());
    }
    assertThat(held).isInstanceOf(GuardLook.Overload.class);

    endBurners();
    GuardLook after = guard.look(Time.system());
    for (int i = 0; i < SECONDS && !(after instanceof GuardLook.Calm); i++) {
      Thread.sleep(1000);
      after = guard.look(Time.system());
    }
    assumeTrue(after instanceof GuardLook.Calm, "others keep this machine busy: " + after.text());
    assertThat(busy(after)).isLessThanOrEqualTo(LIMIT);
  }

  private static int busy(GuardLook look) {
    return Integer.parseInt(look.text().replaceFirst("CPU (\\d+) % busy.*", "$1"));
  }
}
