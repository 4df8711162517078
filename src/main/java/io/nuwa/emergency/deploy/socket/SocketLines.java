package io.nuwa.emergency.deploy.socket;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * An answer over a Unix socket that does not end by itself: a line at a time, as they come. Nothing
 * is spent while none comes.
 */
public record SocketLines(Path socket) {
  private static final int OK = 200;

  /**
   * Asks and listens until the other side ends it, or the thread is interrupted.
   *
   * @param path from its slash on, with the query
   * @param line is told each line of the body that is not empty
   * @throws IOException when nobody listens, or the answer is no plain one
   */
  public void listen(String path, Consumer<String> line) throws IOException, InterruptedException {
    String request = "GET " + path + " HTTP/1.0\r\nHost: localhost\r\n\r\n";
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      var bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      var reader =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
      requireOk(reader);
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        if (!text.isBlank()) {
          line.accept(text);
        }
      }
    } catch (ClosedByInterruptException e) {
      // Closing has left the mark on the thread, and who catches this does not expect it.
      Thread.interrupted();
      throw new InterruptedException("stopped while listening at " + socket);
    }
  }

  private static void requireOk(BufferedReader reader) throws IOException {
    String status = reader.readLine();
    if (status == null || !status.matches("HTTP/1\\.[01] " + OK + "( .*)?")) {
      throw new IOException("it answered " + status);
    }
    String head = status;
    while (head != null && !head.isEmpty()) {
      head = reader.readLine();
    }
  }
}
