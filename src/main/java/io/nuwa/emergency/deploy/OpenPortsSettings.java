package io.nuwa.emergency.deploy;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.plan.Settings;
import java.util.List;

/**
 * Settings of a gate {@code open-ports}.
 *
 * @param ports names of the plan's ports, or numbers; may be templates
 * @param host where they are to be open; may be a template; empty for where the stack publishes
 *     them, or the loopback
 */
record OpenPortsSettings(List<String> ports, String host) implements Settings {
  OpenPortsSettings {
    ports = List.copyOf(ports);
  }

  static OpenPortsSettings read(Section section) {
    List<String> ports = section.texts("ports");
    if (ports.isEmpty()) {
      section.problem("ports", "'ports' must name at least one port of the plan, or a number");
    }
    for (String port : ports) {
      if (port.matches("\\d+") && (port.length() > 5 || Integer.parseInt(port) > 65535)) {
        section.problem("ports", "'" + port + "' is no port: they end at 65535");
      }
    }
    return new OpenPortsSettings(ports, section.text("host", ""));
  }
}
