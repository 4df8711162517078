package io.nuwa.emergency.run;

import java.util.Locale;
import java.util.Optional;

/** How a blocker stands. The ids are those that the readers of status files know. */
public enum Status {
  PENDING,
  IN_PROGRESS,
  /** Work ended with some gates green and some not. */
  PARTIALLY_RESOLVED,
  RESOLVED,
  /** Work ended with no gate green. */
  FAILED;

  private final String id = name().toLowerCase(Locale.ROOT);

  public String id() {
    return id;
  }

  public static Optional<Status> of(String id) {
    for (Status status : values()) {
      if (status.id().equals(id)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
