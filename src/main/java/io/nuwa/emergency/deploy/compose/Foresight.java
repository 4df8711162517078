package io.nuwa.emergency.deploy.compose;

import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.socket.Relay;
import java.io.IOException;
import java.util.Optional;

/** Has an engine asked by one step what compose will ask it in a later one. For any threads. */
public final class Foresight {
  private Optional<AskedAhead> asked = Optional.empty();

  /** Compose is about to be used with this engine, as far as is known. */
  public synchronized void expect(Engine engine) throws InterruptedException {
    asked = AskedAhead.begin(engine);
  }

  /**
   * What a provider of compose is to speak to instead of the engine itself; empty where that is no
   * help. Asks now what nobody expected.
   */
  synchronized Optional<Relay> relay(Engine engine, ComposeProvider provider)
      throws InterruptedException {
    if (!provider.takesHost()) {
      return Optional.empty();
    }
    Optional<AskedAhead> known = asked.filter(one -> one.isOf(engine));
    asked = Optional.empty();
    if (known.isEmpty()) {
      known = AskedAhead.begin(engine);
    }
    try {
      return known.isPresent() ? Optional.of(known.get().relay()) : Optional.empty();
    } catch (IOException e) {
      // Compose asks by itself then.
      return Optional.empty();
    }
  }
}
