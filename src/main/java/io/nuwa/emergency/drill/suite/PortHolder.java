package io.nuwa.emergency.drill.suite;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Takes a port of the loopback as soon as it is free, and says a word to whoever calls. Ends when
 * its caller is gone, and after ten minutes in any case.
 */
public final class PortHolder {
  /** What it tells its caller once it has tried for the first time. */
  public static final String READY = "I want this port";

  /** What it says, also to its caller when it listens. */
  public static final String WORD = "I was here first";

  private static final int BETWEEN_TRIES_MILLIS = 1;
  private static final int MOST_TRIES = 20_000;

  private static final long LONGEST_MINUTES = 10;

  private PortHolder() {}

  /**
   * Waits for the port and listens.
   *
   * @param args the port
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    endWithTheCaller();
    int port = Integer.parseInt(args[0]);
    Optional<ServerSocket> taken = take(port);
    say(READY);
    for (int tries = 1; taken.isEmpty() && tries < MOST_TRIES; tries++) {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
      taken = take(port);
    }
    try (var server = taken.orElseThrow()) {
      say(WORD);
      while (true) {
        try (Socket caller = server.accept()) {
          caller.getOutputStream().write((WORD + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException left) {
          // The caller did not wait for the word.
        }
      }
    }
  }

  private static Optional<ServerSocket> take(int port) throws IOException {
    try {
      return Optional.of(new ServerSocket(port, 16, InetAddress.getLoopbackAddress()));
    } catch (BindException held) {
      return Optional.empty();
    }
  }

  private static void say(String word) {
    System.out.println(word);
    System.out.flush();
  }

  /** Standard input ends when the caller does, however it ended. */
  private static void endWithTheCaller() {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // Nothing is ever said.
                }
              } catch (IOException gone) {
                // Gone as well.
              }
              Runtime.getRuntime().halt(0);
            });
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                TimeUnit.MINUTES.sleep(LONGEST_MINUTES);
              } catch (InterruptedException e) {
                // Nobody interrupts it.
              }
              Runtime.getRuntime().halt(0);
            });
  }
}
