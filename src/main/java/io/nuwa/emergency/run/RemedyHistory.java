package io.nuwa.emergency.run;

/**
 * How often a remedy was tried in a whole run, and what came of it. Only grows.
 *
 * @param applied it did what it does
 * @param notApplicable there was nothing for it to do
 * @param failed it could not do it
 * @param moved what it was tried against was gone, or nearer to it, when it was measured again
 * @param idle it was not
 */
public record RemedyHistory(long applied, long notApplicable, long failed, long moved, long idle) {
  static final RemedyHistory NONE = new RemedyHistory(0, 0, 0, 0, 0);

  /** How often it ended like this. */
  public long tries(RemedyOutcome outcome) {
    return switch (outcome) {
      case APPLIED -> applied;
      case NOT_APPLICABLE -> notApplicable;
      case FAILED -> failed;
    };
  }

  RemedyHistory tried(RemedyOutcome outcome) {
    return switch (outcome) {
      case APPLIED -> new RemedyHistory(applied + 1, notApplicable, failed, moved, idle);
      case NOT_APPLICABLE -> new RemedyHistory(applied, notApplicable + 1, failed, moved, idle);
      case FAILED -> new RemedyHistory(applied, notApplicable, failed + 1, moved, idle);
    };
  }

  RemedyHistory judged(boolean itMoved) {
    return itMoved
        ? new RemedyHistory(applied, notApplicable, failed, moved + 1, idle)
        : new RemedyHistory(applied, notApplicable, failed, moved, idle + 1);
  }
}
