package io.nuwa.emergency.deploy.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nuwa.emergency.deploy.engine.Container;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Has Podman's API service run the check. The JDK's HTTP client knows no Unix sockets; HTTP/1.0 by
 * hand is enough here, since its answers come unchunked and end with the connection. A check that
 * hangs is ended by interrupting the thread.
 */
final class SocketHealthCheck implements HealthCheck {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;

  private final Path socket;

  SocketHealthCheck(Path socket) {
    this.socket = socket;
  }

  @Override
  public Result run(Container container, Duration patience) throws InterruptedException {
    try {
      return read(exchange("/v4.0.0/libpod/containers/" + container.id() + "/healthcheck"));
    } catch (ClosedByInterruptException e) {
      throw new InterruptedException("stopped while " + container.name() + " was checked");
    } catch (IOException e) {
      return Result.changed("Podman's API at " + socket + " did not answer: " + e.getMessage());
    }
  }

  private String exchange(String path) throws IOException {
    String request = "GET " + path + " HTTP/1.0\r\nHost: podman\r\n\r\n";
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      var bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      var answer = new ByteArrayOutputStream();
      var buffer = ByteBuffer.allocate(4096);
      while (channel.read(buffer) >= 0) {
        answer.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
      return answer.toString(StandardCharsets.UTF_8);
    }
  }

  /** Understands a whole HTTP answer. */
  static Result read(String answer) {
    int body = answer.indexOf("\r\n\r\n");
    String[] status = answer.split(" ", 3);
    if (body < 0 || status.length < 2) {
      return Result.changed("Podman's API gave half an answer");
    }
    try {
      JsonNode json = JSON.readTree(answer.substring(body));
      if (!status[1].equals(Integer.toString(OK))) {
        return Result.changed(json.path("cause").asText("Podman's API answered " + status[1]));
      }
      // This is the outcome of the check just run; the recorded state only turns after retries.
      return json.path("Status").asText().equals("healthy")
          ? Result.HEALTHY
          : Result.failing("its health check fails");
    } catch (JsonProcessingException e) {
      return Result.changed("Podman's API answered no JSON: " + e.getOriginalMessage());
    }
  }
}
