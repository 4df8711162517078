package io.nuwa.emergency.observe.prometheus;

import io.nuwa.emergency.config.Section;

/** The setting {@code prometheus:} of tasks and gates. */
public final class PrometheusAddress {
  /** Where the shipped stack publishes it. */
  public static final String USUAL = "http://127.0.0.1:${port.prometheus}";

  private PrometheusAddress() {}

  /** The template of the address; {@link #USUAL} when it is not given. */
  public static String read(Section section) {
    return section.text("prometheus", USUAL);
  }
}
