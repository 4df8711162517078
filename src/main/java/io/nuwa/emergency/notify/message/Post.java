package io.nuwa.emergency.notify.message;

import java.net.URI;
import java.time.Duration;

/** The way out: one message to one address. */
public interface Post {

  /** How long one message may take, from the first look at the address to the last byte. */
  Duration PATIENCE = Duration.ofSeconds(3);

  /**
   * Posts a JSON document; does not throw for anything that a network or a server can do.
   *
   * @throws InterruptedException when it was asked to stop meanwhile
   */
  Reply send(URI target, String body) throws InterruptedException;

  /**
   * Asks for a document; does not throw for anything that a network or a server can do.
   *
   * @throws InterruptedException when it was asked to stop meanwhile
   */
  Reply ask(URI target) throws InterruptedException;

  /** What a server says to a message. */
  sealed interface Reply {

    /** It answered. */
    record Said(int status, String body) implements Reply {}

    /** It was not reached. */
    record Unreached(String why) implements Reply {}

    /** It was reached, and then nothing that can be used came. */
    record Silent(String why) implements Reply {}
  }
}
