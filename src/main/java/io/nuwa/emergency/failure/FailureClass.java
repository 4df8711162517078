package io.nuwa.emergency.failure;

import java.util.Locale;
import java.util.Optional;

/** What kind of trouble a failure is; the ladder of remedies hangs on it, never on message text. */
public enum FailureClass {
  /** The engine, a socket or a file may not be used by this user. */
  PERMISSION,
  /** A port that the stack publishes is held by somebody else. */
  PORT_IN_USE,
  /** A container network is missing. */
  NETWORK_MISSING,
  /** An image is neither here nor to be pulled. */
  IMAGE_MISSING,
  /** A disk is full. */
  NO_SPACE,
  /** A process was killed or ran out of memory. */
  KILLED,
  /** A host name could not be resolved. */
  NAME_RESOLUTION,
  /** Something that is needed runs, or should run, and does not answer yet. */
  NOT_READY,
  /** It took longer than its deadline. */
  TIMEOUT,
  /** Rows that are already there contradict rows that were to be written. */
  DATA_CONFLICT,
  /** A table or column that is needed is not there or is different. */
  SCHEMA_MISMATCH,
  /** Tests failed by the product's own fault, or did not run at all. */
  TEST_FAILURE,
  /** Tests failed because rows that they need are missing or wrong. */
  TEST_DATA,
  /** Tests failed, and passed when they were run alone: broken or not, they cannot be trusted. */
  TEST_FLAKY,
  /** Prometheus has a target that is not UP, or lacks one. */
  TARGET_DOWN,
  /** A time series has holes. */
  SERIES_GAP,
  /** A user, password or token was refused. */
  AUTHENTICATION,
  /** No container engine or compose provider answers on this machine. */
  ENGINE_MISSING,
  /** A file or setting that was given is wrong; no remedy but the author's. */
  CONFIGURATION,
  /** None of the known signatures fits. */
  UNKNOWN;

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name used in plans, journals and reports, such as {@code port-in-use}. */
  public String id() {
    return id;
  }

  /** The class with this {@link #id()}, or empty. */
  public static Optional<FailureClass> of(String id) {
    for (FailureClass kind : values()) {
      if (kind.id().equals(id)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
