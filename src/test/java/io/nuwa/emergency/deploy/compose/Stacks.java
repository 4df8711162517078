package io.nuwa.emergency.deploy.compose;

import io.nuwa.emergency.deploy.engine.Machine;
import io.nuwa.emergency.plan.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small stack of two services on a given machine. */
public final class Stacks {
  private Stacks() {}

  public static Deployment on(Machine machine, Path home) throws IOException {
    Files.writeString(
        home.resolve("compose.yaml"),
        """
        services:
          web: {image: localhost/web:dev, ports: ["127.0.0.1:${WEB_PORT}:8000"]}
          store: {image: localhost/store:dev, ports: ["127.0.0.1:${STORE_PORT}:5432"]}
        """);
    return new Deployment(
        new Stack(
            "compose.yaml",
            "week2",
            List.of("store", "web"),
            Map.of("WEB_PORT", "${port.web}", "STORE_PORT", "${port.store}"),
            Optional.of("secrets.env"),
            List.of("scripts/images.sh")),
        home,
        machine);
  }
}
