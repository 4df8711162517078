package io.nuwa.emergency.panel;

/** Whether text is coloured by ANSI sequences. */
public enum Palette {
  ON,
  OFF;

  /** What a colour is used for. */
  enum Colour {
    PLAIN(""),
    STRONG("1"),
    FAINT("2"),
    GOOD("32"),
    DOUBTFUL("33"),
    BAD("31"),
    BUSY("36");

    private final String code;

    Colour(String code) {
      this.code = code;
    }
  }

  String paint(Colour colour, String text) {
    return switch (this) {
      case OFF -> text;
      case ON ->
          colour == Colour.PLAIN || text.isEmpty()
              ? text
              : "\u001b[" + colour.code + "m" + text + "\u001b[0m";
    };
  }
}
