package io.nuwa.emergency.drill.ground;

import io.nuwa.emergency.json.JsonText;
import java.util.Map;
import java.util.TreeMap;

/**
 * The user's compose file, with a label on all that it makes, and images under names that a drill
 * may take away or move.
 *
 * @param label name of the label
 * @param ground its value: which drill made it
 * @param scratch the names of images in this drill, by service
 */
record ComposeCopy(String label, String ground, Map<String, String> scratch) {

  /**
   * The copy, and the images that stand behind the scratch names.
   *
   * @param text JSON, which is YAML
   * @param images by service, as the user's file names them
   */
  record Made(String text, Map<String, String> images) {}

  Made of(String source, String text) {
    Map<String, Object> file = Tree.read(source, text);
    var images = new TreeMap<String, String>();
    Map<String, Object> services = Tree.under(file, "services");
    for (String name : services.keySet()) {
      Map<String, Object> service = Tree.under(services, name);
      mark(service);
      if (scratch.containsKey(name)) {
        images.put(name, String.valueOf(service.put("image", scratch.get(name))));
      }
    }
    Map<String, Object> networks = Tree.under(file, "networks");
    mark(Tree.under(networks, "default"));
    Map<String, Object> volumes = Tree.under(file, "volumes");
    for (String name : volumes.keySet()) {
      mark(Tree.under(volumes, name));
    }
    return new Made(JsonText.pretty(file) + "\n", images);
  }

  private void mark(Map<String, Object> thing) {
    Tree.under(thing, "labels").put(label, ground);
  }
}
