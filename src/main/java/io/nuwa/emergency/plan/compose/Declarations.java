package io.nuwa.emergency.plan.compose;

import io.nuwa.emergency.compose.ComposeService;
import io.nuwa.emergency.compose.Nodes;
import io.nuwa.emergency.config.ConfigNode;
import io.nuwa.emergency.config.Position;
import io.nuwa.emergency.config.Problems;
import io.nuwa.emergency.config.Suggestions;
import java.util.List;

/**
 * What services use and the file must declare at its top.
 *
 * @param root the whole file
 * @param findings where missing declarations are reported
 */
record Declarations(ConfigNode root, Problems findings) {

  /** Networks, secrets and configs of a service. */
  void check(ComposeService service) {
    for (String kind : List.of("networks", "secrets", "configs")) {
      for (ConfigNode.Scalar used : Nodes.names(service.node(), kind)) {
        boolean always = kind.equals("networks") && used.text().equals("default");
        if (!always) {
          check(kind, used.text(), used.position());
        }
      }
    }
  }

  void check(String kind, String name, Position place) {
    List<String> declared = Nodes.names(root, kind).stream().map(ConfigNode.Scalar::text).toList();
    if (!declared.contains(name)) {
      findings.add(
          place,
          "'"
              + name
              + "' is used and not declared under '"
              + kind
              + "' at the top"
              + Suggestions.hint(name, declared));
    }
  }
}
