package io.nuwa.emergency.engine;

import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Risk;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RiskStanding;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.run.TaskTime;
import io.nuwa.emergency.step.Measurement;
import java.time.Duration;

/** Measures the risks that a plan watches, and records what has changed. Reads only. */
public final class Risks {
  private final RunContext context;

  public Risks(RunContext context) {
    this.context = context;
  }

  /** Measures each of them now, one after the other, each within its own limit. */
  public void judge() throws InterruptedException {
    for (Risk risk : context.plan().vigilance().risks()) {
      Seen seen =
          switch (risk.sign()) {
            case Risk.Took took -> took(took);
            case Risk.Reads reads -> reads(risk, reads.gate());
          };
      if (context.state().watched().risk(risk.id()) != seen.standing()) {
        context
            .recorder()
            .note(
                new Event.RiskJudged(
                    risk.id(), risk.title(), risk.severity(), seen.standing(), seen.text()));
      }
    }
    context.recorder().commit();
  }

  private record Seen(RiskStanding standing, String text) {}

  private Seen took(Risk.Took took) {
    TaskTime time = context.state().watched().times().get(took.key());
    if (time == null) {
      return new Seen(RiskStanding.UNKNOWN, took.key() + " was not run in this run");
    }
    Duration spent = time.watch().read(context.time().instant());
    String text =
        "%s %s %d s, the limit is %d s"
            .formatted(
                took.key(),
                time.watch().runs() ? "has been running for" : "took",
                spent.toSeconds(),
                took.over().toSeconds());
    if (spent.compareTo(took.over()) > 0) {
      return new Seen(RiskStanding.SEEN, text);
    }
    boolean cutOff = !time.watch().runs() && time.lastEnd().isEmpty();
    return cutOff
        ? new Seen(RiskStanding.UNKNOWN, text + ", and was cut off")
        : new Seen(RiskStanding.GONE, text);
  }

  private Seen reads(Risk risk, Gate gate) throws InterruptedException {
    var step = new StepKey("risks", "risk", risk.id());
    Measurement measurement =
        Bounded.<Measurement>call(
            "risk " + risk.id(),
            gate.timeout(),
            () ->
                context
                    .catalog()
                    .probe(gate, context.plan())
                    .measure(context.input(step, gate.timeout())),
            Measurement.Unmeasured::new);
    Gates.Judged judged = Gates.judge(gate, measurement, context.time().instant());
    String text = judged.reading().text();
    return switch (judged.reading().verdict()) {
      case ALERT -> new Seen(RiskStanding.SEEN, text);
      case PASS, WARN -> new Seen(RiskStanding.GONE, text);
      case UNKNOWN -> new Seen(RiskStanding.UNKNOWN, text);
    };
  }
}
