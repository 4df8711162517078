package io.nuwa.emergency.acceptance.report;

/** Facts of a run that say what the reports which lie there are worth. */
public final class SuiteFacts {
  /** When the suite whose reports lie there was started; empty while that is open. */
  public static final String STARTED = "tests.started";

  /** What that suite ended with. */
  public static final String EXIT = "tests.exit";

  /** What the reports of that suite looked like when it had ended, see {@link ReportDigest}. */
  public static final String DIGEST = "tests.digest";

  /** When the failing cases of that suite were run alone; empty while that was not measured. */
  public static final String ALONE = "tests.alone";

  /** The build of the stack that the suite ran against, where one is known. */
  public static final String BUILD = "tests.build";

  /** Of whoever brings the stack up: names the images that run now. */
  public static final String STACK_BUILD = "stack.build";

  private SuiteFacts() {}
}
