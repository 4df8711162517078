package io.nuwa.emergency.run;

import io.nuwa.emergency.failure.FailureClass;
import java.time.Instant;
import java.util.Optional;

/**
 * Who was asked to take over a blocker, and what could not be remedied. Open until the blocker is
 * resolved: a new attempt at it takes the task from nobody.
 *
 * @param role the role's id
 * @param kind the class of the last failure
 * @param reason what that failure said
 * @param since when this role was asked first
 * @param diagnosedAt when a diagnosis was taken for it last
 * @param workEnded whether work on the blocker has ended since; before that remedies may go on
 * @param closedAt when the blocker was resolved
 */
public record Assignment(
    String role,
    FailureClass kind,
    String reason,
    Instant since,
    Optional<Instant> diagnosedAt,
    boolean workEnded,
    Optional<Instant> closedAt) {

  static Assignment of(String role, FailureClass kind, String reason, Instant since) {
    return new Assignment(role, kind, reason, since, Optional.empty(), false, Optional.empty());
  }

  /** Another role is asked in place of this one; what was not over before is not over now. */
  Assignment handedTo(String other, FailureClass nextKind, String nextReason, Instant at) {
    return new Assignment(
        other, nextKind, nextReason, at, Optional.empty(), workEnded, Optional.empty());
  }

  /** Whether the role is still asked. */
  public boolean isOpen() {
    return closedAt.isEmpty();
  }

  Assignment again(FailureClass nextKind, String nextReason) {
    return new Assignment(role, nextKind, nextReason, since, diagnosedAt, workEnded, closedAt);
  }

  Assignment diagnosed(Instant at) {
    return new Assignment(role, kind, reason, since, Optional.of(at), workEnded, closedAt);
  }

  Assignment spent() {
    return new Assignment(role, kind, reason, since, diagnosedAt, true, closedAt);
  }

  Assignment closed(Instant at) {
    return new Assignment(role, kind, reason, since, diagnosedAt, workEnded, Optional.of(at));
  }
}
