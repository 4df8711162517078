package io.nuwa.emergency.plan.compose;

import io.nuwa.emergency.compose.ComposePort;
import io.nuwa.emergency.compose.ComposeService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A port as the plan names it.
 *
 * @param name unique in the plan
 * @param service whose container it leads to
 * @param published what it stands for
 */
record DraftPort(String name, String service, ComposePort published) {

  /** Names the TCP ports of these services, each number once: plans cannot have it twice. */
  static List<DraftPort> of(List<ComposeService> services) {
    var names = new HashSet<String>();
    var numbers = new HashSet<Integer>();
    var ports = new ArrayList<DraftPort>();
    for (ComposeService service : services) {
      List<ComposePort> published =
          service.ports().stream()
              .filter(
                  port ->
                      port.isFixed() && port.protocol().equals("tcp") && numbers.add(port.first()))
              .toList();
      for (ComposePort port : published) {
        String wanted =
            published.size() == 1 ? service.name() : service.name() + "-" + port.target();
        String name = wanted;
        for (int i = 2; !names.add(name); i++) {
          name = wanted + "-" + i;
        }
        ports.add(new DraftPort(name, service.name(), port));
      }
    }
    return ports;
  }

  /** The address to ask it at, without brackets; empty for the loopback of version 4. */
  String address() {
    boolean usual = published.onAllInterfaces() || published.address().equals("127.0.0.1");
    return usual ? "" : published.address();
  }
}
