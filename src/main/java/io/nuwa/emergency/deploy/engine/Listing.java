package io.nuwa.emergency.deploy.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.nuwa.emergency.failure.Failure;
import java.util.ArrayList;
import java.util.List;

/** What came of asking an engine for its containers. */
public sealed interface Listing {

  /**
   * It answered.
   *
   * @param json what it said, without environments and commands, which may hold secrets
   */
  record Known(List<Container> containers, String json) implements Listing {
    public Known {
      containers = List.copyOf(containers);
    }

    /** These inspections, as an engine prints them. */
    static Known of(JsonNode inspected) {
      var containers = new ArrayList<Container>();
      inspected.forEach(one -> containers.add(Container.of(one)));
      return new Known(containers, InspectEvidence.of(inspected));
    }
  }

  /** It did not. */
  record Unknown(Failure failure) implements Listing {}
}
