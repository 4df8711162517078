package io.nuwa.emergency.report;

import io.nuwa.emergency.control.TakeDiagnosis;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunState;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Writes a diagnosis whenever the journal says that one was taken. What cannot be written is said
 * and stops nobody: the journal and the evidence hold it all.
 *
 * @param files where it is written
 * @param taker who collects what it is written from
 * @param plan of the run
 * @param notice is told where it was written, or why it could not be
 */
public record DiagnosisProjection(
    DiagnosisFiles files, TakeDiagnosis taker, Plan plan, Consumer<String> notice)
    implements RunObserver {

  @Override
  public void recorded(Entry entry, RunState state) {
    if (entry.event() instanceof Event.DiagnosisTaken taken) {
      try {
        DiagnosisFiles.Written written = files.write(taker.recorded(plan, taken, entry.at()), true);
        notice.accept(
            "diagnosis of " + taken.blocker() + ": " + written.folder().resolve("diagnosis.md"));
      } catch (IOException | RuntimeException e) {
        // Also evidence or a journal that cannot be read: the run goes on all the same.
        notice.accept(
            "the diagnosis of "
                + taken.blocker()
                + " could not be written: "
                + e
                + "; 'emergency diagnose "
                + taken.blocker()
                + "' tries it again");
      }
    }
  }
}
