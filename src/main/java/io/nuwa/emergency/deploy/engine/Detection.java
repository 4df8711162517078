package io.nuwa.emergency.deploy.engine;

import io.nuwa.emergency.failure.Failure;

/** What came of looking for an engine. */
public sealed interface Detection {

  /** This one answers. */
  record Found(Engine engine) implements Detection {}

  /** None may be used; the failure says why and what to do. */
  record NotFound(Failure failure) implements Detection {}
}
