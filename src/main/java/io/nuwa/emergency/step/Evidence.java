package io.nuwa.emergency.step;

/**
 * A raw measurement or output, kept as it was.
 *
 * @param name what it is, such as {@code podman-ps.json}
 * @param text as it was read; holds no secret
 */
public record Evidence(String name, String text) {

  /** The beginning of a text that may be long; says so when it was cut. */
  public static Evidence head(String name, String text, int most) {
    return text.length() <= most
        ? new Evidence(name, text)
        : new Evidence(
            name,
            text.substring(0, most)
                + "\n[cut here: the last %d of %d characters are left out]\n"
                    .formatted(text.length() - most, text.length()));
  }

  /**
   * The end of a text that may be long, under a heading; says so when it was cut.
   *
   * @param heading the first line: what the text is
   */
  public static Evidence tail(String name, String heading, String text, int most) {
    String cut =
        text.length() <= most
            ? text
            : "[cut here: the first %d of %d characters are left out]\n"
                    .formatted(text.length() - most, text.length())
                + text.substring(text.length() - most);
    return new Evidence(name, heading + "\n" + cut);
  }
}
