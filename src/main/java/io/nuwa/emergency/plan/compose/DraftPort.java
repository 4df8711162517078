package io.nuwa.emergency.plan.compose;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A port as the plan names it.
 *
 * @param name unique in the plan
 * @param published what it stands for
 */
record DraftPort(String name, PublishedPort published) {

  /** Names the TCP ports of these services, each number once: plans cannot have it twice. */
  static List<DraftPort> of(List<ComposeService> services) {
    var names = new HashSet<String>();
    var numbers = new HashSet<Integer>();
    var ports = new ArrayList<DraftPort>();
    for (ComposeService service : services) {
      List<PublishedPort> published =
          service.ports().stream()
              .filter(port -> port.protocol().equals("tcp") && numbers.add(port.host()))
              .toList();
      for (PublishedPort port : published) {
        String wanted =
            published.size() == 1 ? service.name() : service.name() + "-" + port.container();
        String name = wanted;
        for (int i = 2; !names.add(name); i++) {
          name = wanted + "-" + i;
        }
        ports.add(new DraftPort(name, port));
      }
    }
    return ports;
  }
}
