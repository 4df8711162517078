package io.nuwa.emergency.observe.call;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;

/** Something that was asked for did not come; says why as a classified failure. */
public final class FailedCallException extends Exception {
  private final transient Failure failure;

  public FailedCallException(Failure failure) {
    super(failure.summary());
    this.failure = failure;
  }

  public FailedCallException(FailureClass kind, String summary, String evidence) {
    this(Failure.of(kind, summary, evidence));
  }

  public Failure failure() {
    return failure;
  }

  /** Whether asking again a little later may help. */
  public boolean passing() {
    return failure.kind() == FailureClass.NOT_READY || failure.kind() == FailureClass.TIMEOUT;
  }
}
