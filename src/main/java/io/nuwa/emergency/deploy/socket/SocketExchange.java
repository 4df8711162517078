package io.nuwa.emergency.deploy.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One question over a Unix socket. The JDK's HTTP client knows none; HTTP/1.0 by hand is enough for
 * engines, since their answers come unchunked then and end with the connection.
 *
 * @param patience how long a whole answer may take
 */
public record SocketExchange(Path socket, Duration patience) {

  /**
   * Asks.
   *
   * @param path from its slash on, with the query
   * @throws IOException when nobody listens, or the whole answer does not come in time
   */
  public HttpAnswer get(String path) throws IOException, InterruptedException {
    return exchange("GET " + path + " HTTP/1.0\r\nHost: localhost\r\n\r\n");
  }

  /**
   * Tells it to do something, without a body.
   *
   * @param path from its slash on, with the query
   * @throws IOException when nobody listens, or the whole answer does not come in time; what was
   *     asked for may have happened all the same
   */
  public HttpAnswer post(String path) throws IOException, InterruptedException {
    return exchange("POST " + path + " HTTP/1.0\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
  }

  private HttpAnswer exchange(String request) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        var selector = Selector.open()) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      var bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      return HttpAnswer.of(readToTheEnd(channel, selector, deadline));
    } catch (ClosedByInterruptException e) {
      throw stopped();
    }
  }

  private byte[] readToTheEnd(SocketChannel channel, Selector selector, long deadline)
      throws IOException, InterruptedException {
    var answer = new ByteArrayOutputStream();
    var buffer = ByteBuffer.allocate(8192);
    while (true) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new SocketTimeoutException("no whole answer within " + patience.toSeconds() + " s");
      }
      selector.select(left);
      if (Thread.interrupted()) {
        throw stopped();
      }
      selector.selectedKeys().clear();
      for (int count = channel.read(buffer); count != 0; count = channel.read(buffer)) {
        if (count < 0) {
          return answer.toByteArray();
        }
        answer.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
    }
  }

  private InterruptedException stopped() {
    return new InterruptedException("stopped while " + socket + " was asked");
  }
}
