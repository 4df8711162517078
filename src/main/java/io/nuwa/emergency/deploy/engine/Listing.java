package io.nuwa.emergency.deploy.engine;

import io.nuwa.emergency.failure.Failure;
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
  }

  /** It did not. */
  record Unknown(Failure failure) implements Listing {}
}
