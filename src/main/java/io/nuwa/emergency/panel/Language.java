package io.nuwa.emergency.panel;

/** The language of what people read. The caller chooses it; nothing here asks the locale. */
public enum Language {
  ZH,
  EN;

  /** The one of two that is in this language. */
  public <T> T say(T chinese, T english) {
    return switch (this) {
      case ZH -> chinese;
      case EN -> english;
    };
  }
}
