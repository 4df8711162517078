package io.nuwa.emergency.run;

import io.nuwa.emergency.plan.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that somebody must look at now: what {@link #firing} says of a state, so that an alert
 * is never sent that the journal does not bear out.
 *
 * @param name of the kind of alert, such as {@code BlockerNotResolved}
 * @param subject what it is about: a blocker's, a checkpoint's or a risk's id
 * @param severity how bad it is
 * @param role who is asked; empty when nobody in particular is
 * @param summary one line for people
 */
public record Alert(String name, String subject, Severity severity, String role, String summary) {

  /** A ladder was spent, or work ended, and a role was asked to take over. */
  public static final String NOT_RESOLVED = "BlockerNotResolved";

  /** A checkpoint's time came and what it expects was not true. */
  public static final String MISSED = "CheckpointMissed";

  /** A risk that the plan watches was measured, and it is there. */
  public static final String RISK_SEEN = "RiskSeen";

  /** Whether it is the same alert, whatever its summary says by now. */
  public boolean isSameAs(Alert other) {
    return name.equals(other.name)
        && subject.equals(other.subject)
        && severity == other.severity
        && role.equals(other.role);
  }

  /** All that fires in this state: blockers first, then checkpoints, then risks. */
  public static List<Alert> firing(RunState state) {
    var alerts = new ArrayList<Alert>();
    for (BlockerState blocker : state.blockers().values()) {
      boolean ended =
          blocker.status() == Status.FAILED || blocker.status() == Status.PARTIALLY_RESOLVED;
      if (ended && blocker.assigned().isPresent()) {
        BlockerState.Assignment asked = blocker.assigned().get();
        alerts.add(
            new Alert(
                NOT_RESOLVED,
                blocker.outline().id(),
                state.decision() == Decision.NO_GO ? Severity.CRITICAL : Severity.RED,
                asked.role(),
                "[" + asked.kind().id() + "] " + blocker.note()));
      }
    }
    state.checkpoints().values().stream()
        .filter(point -> !point.met())
        .forEach(
            point ->
                alerts.add(
                    new Alert(MISSED, point.checkpoint(), point.severity(), "", point.reason())));
    state.watched().risks().values().stream()
        .filter(risk -> risk.standing() == RiskStanding.SEEN)
        .forEach(
            risk ->
                alerts.add(
                    new Alert(
                        RISK_SEEN,
                        risk.risk(),
                        risk.severity(),
                        "",
                        risk.title() + ": " + risk.text())));
    return List.copyOf(alerts);
  }
}
