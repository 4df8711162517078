package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.CollectReport;
import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.monitor.Attendant;
import io.nuwa.emergency.monitor.Look;
import io.nuwa.emergency.report.page.Wording;
import io.nuwa.emergency.report.watch.Guide;
import io.nuwa.emergency.report.watch.ReportFiles;
import java.time.ZoneId;
import java.util.function.Consumer;

/** Writes a report of each whole look, and brings the guide up to date. */
final class ReportDuty implements Attendant {
  private final Workplace workplace;
  private final ReportFiles files;
  private final Guide guide;

  ReportDuty(Workplace workplace, Wording wording, Consumer<String> notice) {
    this.workplace = workplace;
    this.files = new ReportFiles(wording, ZoneId.systemDefault(), notice);
    this.guide = new Guide(GuideCommand::panel, ZoneId.systemDefault(), notice);
  }

  @Override
  public String name() {
    return "reports";
  }

  @Override
  public void looked(Look look) {
    if (look.whole()) {
      ReportCase one = new CollectReport(workplace).collect(look.plan(), look.at());
      files.write(one);
      guide.update(one);
    }
  }
}
