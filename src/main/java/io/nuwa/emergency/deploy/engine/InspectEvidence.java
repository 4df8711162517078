package io.nuwa.emergency.deploy.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The part of an inspection that is worth keeping, as the engine wrote it. A list of what is kept,
 * not of what is left out: environments and command lines hold passwords, and an engine's next
 * version may repeat them at another place.
 */
final class InspectEvidence {
  private InspectEvidence() {}

  static String of(JsonNode inspected) {
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    for (JsonNode container : inspected) {
      ObjectNode one = kept.addObject();
      copy(container, one, "Id", "Name", "Created", "Image", "ImageName", "RestartCount", "State");
      ObjectNode labels = one.putObject("Labels");
      container
          .path("Config")
          .path("Labels")
          .properties()
          .forEach(
              label -> {
                if (label.getKey().contains(".compose.")) {
                  labels.set(label.getKey(), label.getValue());
                }
              });
      copy(container.path("Config"), one, "Healthcheck");
      copy(container.path("HostConfig"), one, "PortBindings", "RestartPolicy");
    }
    // One line a container: a run measures often, and every measurement is kept.
    return StreamSupport.stream(kept.spliterator(), false)
        .map(JsonNode::toString)
        .collect(Collectors.joining(",\n", "[", "]"));
  }

  private static void copy(JsonNode from, ObjectNode to, String... names) {
    for (String name : names) {
      JsonNode value = from.get(name);
      if (value != null) {
        to.set(name, value);
      }
    }
  }
}
