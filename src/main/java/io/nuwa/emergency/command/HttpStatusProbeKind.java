package io.nuwa.emergency.command;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Range;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Probe;
import io.nuwa.emergency.step.ProbeKind;
import io.nuwa.emergency.web.WebUrl;
import java.time.Duration;
import java.util.Optional;

/** Probes {@code http-status}: the status code with which a URL answers a GET. */
record HttpStatusProbeKind() implements ProbeKind {

  /**
   * What to ask.
   *
   * @param url a template
   * @param timeout for the first byte of the answer; 5 s by default
   */
  record Target(String url, Duration timeout) implements Settings {}

  @Override
  public String name() {
    return "http-status";
  }

  @Override
  public Settings read(Section section) {
    String url = section.text("url");
    boolean fixed = !Values.VARIABLE.matcher(url).find();
    if (!url.isEmpty() && fixed && WebUrl.of(url).isEmpty()) {
      section.problem("url", "'url' must be an http or https URL, not '" + url + "'");
    }
    return new Target(url, section.duration("timeout", Duration.ofSeconds(5)));
  }

  @Override
  public Range range(Settings settings, Optional<Stack> stack) {
    return Range.between(100, 599);
  }

  @Override
  public Probe probe(Gate gate, Plan plan) {
    return new HttpStatusProbe((Target) gate.settings(), gate.success());
  }
}
