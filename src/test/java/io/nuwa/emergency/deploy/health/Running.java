package io.nuwa.emergency.deploy.health;

import io.nuwa.emergency.deploy.engine.Attachment;
import io.nuwa.emergency.deploy.engine.Configuration;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.HealthSettings;
import io.nuwa.emergency.deploy.engine.Restarts;
import java.util.List;
import java.util.Optional;

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
        Restarts.NONE,
        HealthSettings.of(List.of(healthTest)),
        List.of(),
        "",
        "",
        Attachment.UNKNOWN,
        0,
        Optional.empty(),
        Configuration.UNKNOWN);
  }
}
