package io.nuwa.emergency.report.guide;

import io.nuwa.emergency.report.story.BlockerStory;
import io.nuwa.emergency.report.story.RunStory;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The commands to type next, in this order. */
final class GuideSteps {
  /** What may stand in a command as it is. */
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private GuideSteps() {}

  static List<String> of(RunStory story, Optional<Decision> decision) {
    if (decision.isEmpty()) {
      return List.of("emergency doctor     # 这台机器缺什么", "emergency execute    # 开始；时间盒从此刻起算");
    }
    if (story.source().view().runningPid().isPresent()) {
      return List.of(
          "tail -f logs/emergency-execution.log    # 进程 "
              + story.source().view().runningPid().orElseThrow()
              + " 正在执行",
          "emergency status --watch");
    }
    var steps = new ArrayList<String>();
    for (BlockerStory blocker : story.blockers()) {
      if (blocker.now().status() != Status.RESOLVED) {
        String id = HARMLESS.matcher(blocker.now().id()).matches() ? " " + blocker.now().id() : "";
        if (blocker.assigned().isPresent()) {
          steps.add("emergency diagnose" + id + "    # 先看现场");
        }
        steps.add("emergency execute" + id + "    # 修好后复测并继续");
      }
    }
    if (steps.isEmpty()) {
      steps.add("emergency status --verify    # 现在就复测每个指标");
    }
    steps.add("emergency report --output logs/reports/report.html");
    return steps;
  }
}
