package io.nuwa.emergency.drill.suite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Listens on a port of the loopback and says a word to whoever calls. Ends when its caller is gone,
 * and after ten minutes in any case.
 */
public final class PortHolder {
  /** What it says, also to its caller when it listens. */
  public static final String WORD = "I was here first";

  private static final long LONGEST_MINUTES = 10;

  private PortHolder() {}

  /**
   * Listens.
   *
   * @param args the port
   */
  public static void main(String[] args) throws IOException {
    endWithTheCaller();
    int port = Integer.parseInt(args[0]);
    try (var server = new ServerSocket(port, 16, InetAddress.getLoopbackAddress())) {
      System.out.println(WORD);
      System.out.flush();
      while (true) {
        try (Socket caller = server.accept()) {
          caller.getOutputStream().write((WORD + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException left) {
          // The caller did not wait for the word.
        }
      }
    }
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
