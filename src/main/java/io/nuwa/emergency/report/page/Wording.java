package io.nuwa.emergency.report.page;

/** The language of a report's own words. What the journal says is shown as it stands there. */
public enum Wording {
  ZH,
  EN;

  /** The one of two that is in this language. */
  public String say(String chinese, String english) {
    return switch (this) {
      case ZH -> chinese;
      case EN -> english;
    };
  }
}
