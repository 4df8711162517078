package io.nuwa.emergency.report.watch;

import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.report.guide.GuideFile;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps the execution guide of the home folder up to date. */
public final class Guide {
  private final GuideFile.Panel panel;
  private final ZoneId zone;
  private final Notices notices;

  /**
   * Prepares.
   *
   * @param panel how the panel of a view reads
   * @param notice is told once why the guide cannot be written, and once that it can be again
   */
  public Guide(GuideFile.Panel panel, ZoneId zone, Consumer<String> notice) {
    this.panel = panel;
    this.zone = zone;
    this.notices = new Notices(notice, "the guide is up to date again");
  }

  /** Writes the state into it; survives any fault. */
  public void update(ReportCase one) {
    var guide = new GuideFile(GuideFile.in(one.home()), panel);
    try {
      guide.update(one, zone, Optional.empty());
      notices.well();
    } catch (GuideFile.BrokenMarkersException e) {
      notices.fault(e.getMessage());
    } catch (IOException | RuntimeException e) {
      notices.fault(
          "the guide "
              + guide.file()
              + " could not be written: "
              + e
              + "; 'emergency guide' tries it again");
    }
  }
}
