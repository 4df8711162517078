package io.nuwa.emergency.drill.ground;

import io.nuwa.emergency.json.JsonText;
import java.util.Map;

/**
 * The user's compose file, with a label on all that it makes, and one image under a name that a
 * drill may take away.
 *
 * @param label name of the label
 * @param ground its value: which drill made it
 * @param scratchImage the name of Alertmanager's image in this drill
 */
record ComposeCopy(String label, String ground, String scratchImage) {

  /**
   * The copy, and the name of the image that stands behind the scratch one.
   *
   * @param text JSON, which is YAML
   */
  record Made(String text, String image) {}

  Made of(String source, String text) {
    Map<String, Object> file = Tree.read(source, text);
    String image = "";
    Map<String, Object> services = Tree.under(file, "services");
    for (String name : services.keySet()) {
      Map<String, Object> service = Tree.under(services, name);
      mark(service);
      if (name.equals(ShippedStack.ALERTMANAGER)) {
        image = String.valueOf(service.put("image", scratchImage));
      }
    }
    Map<String, Object> networks = Tree.under(file, "networks");
    mark(Tree.under(networks, "default"));
    Map<String, Object> volumes = Tree.under(file, "volumes");
    for (String name : volumes.keySet()) {
      mark(Tree.under(volumes, name));
    }
    return new Made(JsonText.pretty(file) + "\n", image);
  }

  private void mark(Map<String, Object> thing) {
    Tree.under(thing, "labels").put(label, ground);
  }
}
