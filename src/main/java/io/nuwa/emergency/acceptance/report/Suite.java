package io.nuwa.emergency.acceptance.report;

/**
 * A suite of a plan, as far as its reports are concerned.
 *
 * @param key {@code blocker/task}: facts and stored reports bear it
 * @param reports where it writes, a template
 * @param cases how many cases it must report at least, skipped ones included
 * @param skips how many of them may be skipped
 */
public record Suite(String key, String reports, int cases, SkipBound skips) {

  /** The names of what a run knows about it. */
  public SuiteFacts facts() {
    return new SuiteFacts(key);
  }
}
