package io.nuwa.emergency.deploy.health;

import io.nuwa.emergency.deploy.engine.Attachment;
import io.nuwa.emergency.deploy.engine.Container;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Containers that run. */
final class Running {
  private Running() {}

  /** Container {@code c1}, whose health check consists of these words. */
  static Container checkedBy(String... healthTest) {
    return new Container(
        "c1",
        "web",
        "p",
        "web",
        "running",
        0,
        false,
        false,
        List.of(healthTest),
        Set.of(),
        "",
        "",
        Attachment.UNKNOWN,
        0,
        Optional.empty());
  }
}
