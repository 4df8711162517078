package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.PictureName;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.monitor.Attendant;
import io.nuwa.emergency.monitor.Look;
import io.nuwa.emergency.report.watch.Pictures;
import io.nuwa.emergency.run.BlockerState;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import java.util.List;
import java.util.function.Consumer;

/** Has pictures taken when a checkpoint is passed and when a blocker is given up. */
final class PictureDuty implements Attendant, AutoCloseable {
  private final Pictures pictures;

  PictureDuty(Workplace workplace, List<String> program, Consumer<String> notice) {
    this.pictures = new Pictures(workplace.home(), program, notice);
  }

  @Override
  public String name() {
    return "pictures";
  }

  @Override
  public void looked(Look look) {
    if (look.before().isEmpty() || !look.before().get().run().equals(look.after().run())) {
      // What was passed before this watch began is not photographed now.
      return;
    }
    RunState before = look.before().get();
    look.after().checkpoints().keySet().stream()
        .filter(point -> !before.checkpoints().containsKey(point))
        .forEach(point -> pictures.take(look.plan(), PictureName.checkpoint(point)));
    look.after().blockers().values().stream()
        .filter(now -> gaveUp(now) && !gaveUp(before, now.outline().id()))
        .forEach(now -> pictures.take(look.plan(), PictureName.failure(now.outline().id())));
  }

  /** Whoever ends the watch ends its programs too. */
  @Override
  public void close() {
    pictures.close();
  }

  private static boolean gaveUp(RunState before, String blocker) {
    BlockerState then = before.blockers().get(blocker);
    return then != null && gaveUp(then);
  }

  private static boolean gaveUp(BlockerState blocker) {
    return blocker.status() == Status.FAILED || blocker.status() == Status.PARTIALLY_RESOLVED;
  }
}
