package io.nuwa.emergency.drill.scene;

import io.nuwa.emergency.drill.suite.PortHolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A program of somebody else that listens on a port; it ends with this process at the latest. */
public final class Stranger {
  private static final int PATIENCE_MILLIS = 3000;

  private final Process process;
  private final int port;

  private final BufferedReader said;

  private Stranger(Process process, int port) {
    this.process = process;
    this.port = port;
    this.said = process.inputReader(StandardCharsets.UTF_8);
  }

  /** How a port is made free. */
  @FunctionalInterface
  public interface Freeing {
    void run() throws IOException, InterruptedException;
  }

  /**
   * Takes a port in the moment in which it gets free, before whoever mends can.
   *
   * @param freeing makes it free
   * @return when it listens
   */
  public static Stranger takes(int port, String java, Freeing freeing)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-XX:+UseSerialGC",
                    "-Xmx32m",
                    "-cp",
                    OwnCode.place().toString(),
                    PortHolder.class.getName(),
                    Integer.toString(port)))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var stranger = new Stranger(process, port);
    boolean listens = false;
    try {
      stranger.hear(PortHolder.READY);
      freeing.run();
      stranger.hear(PortHolder.WORD);
      listens = true;
    } finally {
      if (!listens) {
        process.destroyForcibly();
      }
    }
    return stranger;
  }

  private void hear(String word) throws IOException {
    if (!word.equals(said.readLine())) {
      throw new IOException("no stranger could listen on port " + port);
    }
  }

  /** It must survive whatever is done about the port. */
  public Optional<String> harm() {
    if (!process.isAlive()) {
      return Optional.of("the stranger on port " + port + " was ended");
    }
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      var lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      return PortHolder.WORD.equals(lines.readLine())
          ? Optional.empty()
          : Optional.of("somebody else answers on the stranger's port " + port);
    } catch (IOException e) {
      return Optional.of("the stranger on port " + port + " does not answer: " + e.getMessage());
    }
  }

  /** It goes away by itself. */
  public void leave() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
