package io.nuwa.emergency.deploy.rehearsal;

import io.nuwa.emergency.deploy.engine.Machine;
import io.nuwa.emergency.deploy.socket.HttpAnswer;
import io.nuwa.emergency.deploy.socket.SocketExchange;
import io.nuwa.emergency.process.Completion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A machine on which one healthy container of the project {@value #PROJECT} runs, service {@value
 * #SERVICE}. Its engine speaks over a real socket, and whoever asks at the container's port gets
 * what a Prometheus would say that counts nothing; its programs are played.
 */
public final class RehearsedEngine implements Machine, AutoCloseable {
  public static final String PROJECT = "rehearsed";
  public static final String SERVICE = "one";
  public static final String IMAGE = "localhost/rehearsed:dev";

  private static final String NOTHING =
      "{\"status\": \"success\", \"data\": {\"resultType\": \"vector\", \"result\":"
          + " [{\"metric\": {}, \"value\": [1767225600, \"0\"]}]}}";

  private final Path folder;
  private final Path socket;
  private final ServerSocketChannel api;
  private final ServerSocket port;

  private RehearsedEngine(Path folder, Path socket, ServerSocketChannel api, ServerSocket port) {
    this.folder = folder;
    this.socket = socket;
    this.api = api;
    this.port = port;
  }

  /** Begins to listen. */
  public static RehearsedEngine start() throws IOException {
    // The path of a socket may have a hundred characters only: not below any home folder.
    Path folder = Files.createTempDirectory("emergency-rehearsal");
    Path socket = folder.resolve("engine.sock");
    var api = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    api.bind(UnixDomainSocketAddress.of(socket));
    var port = new ServerSocket();
    port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    var engine = new RehearsedEngine(folder, socket, api, port);
    Thread.ofPlatform().daemon().name("rehearsed-engine").start(engine::serve);
    Thread.ofPlatform().daemon().name("rehearsed-service").start(engine::count);
    return engine;
  }

  /** The port of this machine that the container publishes. */
  public int port() {
    return port.getLocalPort();
  }

  private void serve() {
    while (api.isOpen()) {
      try (SocketChannel client = api.accept()) {
        var question = ByteBuffer.allocate(4096);
        if (client.read(question) > 0) {
          String text =
              new String(question.array(), 0, question.position(), StandardCharsets.US_ASCII);
          var answer = ByteBuffer.wrap(said(text).getBytes(StandardCharsets.US_ASCII));
          while (answer.hasRemaining()) {
            client.write(answer);
          }
        }
      } catch (IOException gone) {
        // Whoever asked has left, or the rehearsal is over.
      }
    }
  }

  private void count() {
    while (!port.isClosed()) {
      try (Socket client = port.accept()) {
        if (client.getInputStream().read(new byte[4096]) > 0) {
          client.getOutputStream().write(answer(NOTHING).getBytes(StandardCharsets.US_ASCII));
        }
      } catch (IOException gone) {
        // Whoever came has left, or the rehearsal is over.
      }
    }
  }

  private String said(String question) {
    String body =
        question.contains("/containers/json")
            ? "[{\"Id\": \"r\"}]"
            : question.contains("/healthcheck")
                ? "{\"Status\": \"healthy\", \"FailingStreak\": 0, \"Log\": null}"
                : question.contains("/images/")
                    ? "{\"Id\": \"sha256:1\"}"
                    : question.contains("/containers/r/json") ? container() : "\"OK\"";
    return answer(body);
  }

  private static String answer(String body) {
    return "HTTP/1.0 200 OK\r\nApi-Version: 1.41\r\nLibpod-Api-Version: 4.3.1\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private String container() {
    return """
    {"Id": "r", "Name": "rehearsed-one-1", "Image": "1", "RestartCount": 0,
     "Created": "2026-01-01T00:00:00Z",
     "State": {"Status": "running", "ExitCode": 0, "OOMKilled": false, "Pid": %d},
     "Config": {"Image": "%s", "Env": [],
       "Labels": {"com.docker.compose.project": "%s", "com.docker.compose.service": "%s",
         "com.docker.compose.config-hash": "0"},
       "Healthcheck": {"Test": ["CMD-SHELL", "true"]}},
     "HostConfig": {"RestartPolicy": {"Name": ""},
       "PortBindings": {"%d/tcp": [{"HostIp": "127.0.0.1", "HostPort": "%d"}]}}}\
    """
        .formatted(ProcessHandle.current().pid(), IMAGE, PROJECT, SERVICE, port(), port());
  }

  @Override
  public Completion run(List<String> words, Map<String, String> environment, Duration timeout) {
    String text = words.contains("version") ? "2.26.1" : "";
    return new Completion(0, text, "", Duration.ofMillis(1), false);
  }

  @Override
  public HttpAnswer get(Path asked, String path, Duration patience)
      throws IOException, InterruptedException {
    return new SocketExchange(asked, patience).get(path);
  }

  @Override
  public HttpAnswer post(Path asked, String path, Duration patience)
      throws IOException, InterruptedException {
    return new SocketExchange(asked, patience).post(path);
  }

  @Override
  public Optional<String> variable(String name) {
    return name.equals("DOCKER_HOST") ? Optional.of("unix://" + socket) : Optional.empty();
  }

  @Override
  public boolean has(String program) {
    return true;
  }

  @Override
  public boolean isHeld(int number) {
    return false;
  }

  @Override
  public boolean end(long pid, Instant startedAt) {
    return true;
  }

  @Override
  public boolean runs(long pid) {
    return true;
  }

  @Override
  public boolean somebodyEndsContainers(Instant now) {
    return false;
  }

  @Override
  public Optional<String> saturation() {
    return Optional.empty();
  }

  @Override
  public long userId() {
    return 0;
  }

  @Override
  public void close() throws IOException {
    api.close();
    port.close();
    Files.deleteIfExists(socket);
    Files.deleteIfExists(folder);
  }
}
