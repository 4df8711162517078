package io.nuwa.emergency.control;

/** How an execution ended, as far as an exit code can say it. */
public enum Outcome {
  /** Everything that was asked for is resolved and verified. */
  DONE,
  /** Something that was asked for is not resolved. */
  NOT_RESOLVED,
  /** The machine lacks something that no remedy could bring, such as an engine. */
  ENVIRONMENT,
  /**
   * The plan names something that is not there, or is wrong in another way that only showed now.
   */
  CONFIGURATION,
  /** The time box is over and the decision is NO-GO. */
  LATE
}
