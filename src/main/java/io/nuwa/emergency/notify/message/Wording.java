package io.nuwa.emergency.notify.message;

/** The language of what people are told. The caller chooses it. */
public enum Wording {
  ZH,
  EN;

  String say(String chinese, String english) {
    return switch (this) {
      case ZH -> chinese;
      case EN -> english;
    };
  }
}
