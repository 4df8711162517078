package io.nuwa.emergency.report.guide;

import io.nuwa.emergency.report.page.Wording;
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

  static List<String> of(RunStory story, Optional<Decision> decision, Wording wording) {
    if (decision.isEmpty()) {
      return List.of(
          "emergency doctor     # " + wording.say("这台机器缺什么", "what this machine lacks"),
          "emergency execute    # " + wording.say("开始；时间盒从此刻起算", "begins; so does the time box"));
    }
    if (story.source().view().runningPid().isPresent()) {
      return List.of(
          "tail -f logs/emergency-execution.log    # "
              + wording.say("进程 ", "process ")
              + story.source().view().runningPid().orElseThrow()
              + wording.say(" 正在执行", " is at work"),
          "emergency status --watch");
    }
    var steps = new ArrayList<String>();
    for (BlockerStory blocker : story.blockers()) {
      if (blocker.now().status() != Status.RESOLVED) {
        String id = HARMLESS.matcher(blocker.now().id()).matches() ? " " + blocker.now().id() : "";
        if (blocker.assigned().isPresent()) {
          steps.add("emergency diagnose" + id + "    # " + wording.say("先看现场", "look first"));
        }
        steps.add(
            "emergency execute"
                + id
                + "    # "
                + wording.say("修好后复测并继续", "once mended: measures again and goes on"));
      }
    }
    if (steps.isEmpty()) {
      steps.add(
          "emergency status --verify    # " + wording.say("现在就复测每个指标", "measures every gate now"));
    }
    steps.add("emergency report --output logs/reports/report.html");
    return steps;
  }
}
