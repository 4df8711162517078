package io.nuwa.emergency.resource.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nuwa.emergency.step.GuardLook;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Real processes that keep real processors busy. The release can be seen only on a machine that is
 * not kept busy by others; where it is, the test says so and is skipped behind the hold.
 */
class CpuBurnerIT {
  private static final int LIMIT = 60;
  private static final int SECONDS = 20;
  private final List<Process> burners = new ArrayList<>();

  private void burn() throws IOException {
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      burners.add(
          new ProcessBuilder("timeout", "90", "sh", "-c", "while :; do :; done")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start());
    }
  }

  @AfterEach
  void endBurners() throws InterruptedException {
    for (Process burner : burners) {
      burner.descendants().forEach(ProcessHandle::destroyForcibly);
      burner.destroyForcibly();
      assertThat(burner.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
    burners.clear();
  }

  @Test
  void strangers_hold_work_and_their_end_releases_it_while_our_own_children_may_burn()
      throws IOException, InterruptedException {
    // As strangers our children count only where they are not family.
    long self = ProcessHandle.current().pid();
    var strangers = new CpuGuard(Path.of("/proc"), LIMIT, () -> List.of(self));
    var family = new CpuGuard(Path.of("/proc"), LIMIT);
    burn();
    GuardLook held = strangers.look(Time.system());
    GuardLook ours = family.look(Time.system());
    for (int i = 0; i < SECONDS && !(held instanceof GuardLook.Overload); i++) {
      Thread.sleep(1000);
      held = strangers.look(Time.system());
      ours = family.look(Time.system());
    }
    assertThat(held).isInstanceOf(GuardLook.Overload.class);
    assertThat(busy(ours)).as("%s, %s", ours.text(), held.text()).isLessThan(busy(held));

    endBurners();
    GuardLook after = strangers.look(Time.system());
    for (int i = 0; i < SECONDS && !(after instanceof GuardLook.Calm); i++) {
      Thread.sleep(1000);
      after = strangers.look(Time.system());
    }
    assumeTrue(after instanceof GuardLook.Calm, "others keep this machine busy: " + after.text());
    assertThat(busy(after)).isLessThanOrEqualTo(LIMIT);
  }

  private static int busy(GuardLook look) {
    return Integer.parseInt(look.text().replaceFirst("CPU (\\d+) % busy.*", "$1"));
  }
}
