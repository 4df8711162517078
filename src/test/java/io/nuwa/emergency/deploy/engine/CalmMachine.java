package io.nuwa.emergency.deploy.engine;

import io.nuwa.emergency.deploy.socket.HttpAnswer;
import io.nuwa.emergency.process.Completion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** This machine, which is never called saturated: whatever else is being tested on it besides. */
public record CalmMachine(Machine real) implements Machine {

  @Override
  public Optional<String> saturation() {
    return Optional.empty();
  }

  @Override
  public Completion run(List<String> words, Map<String, String> environment, Duration timeout)
      throws InterruptedException {
    return real.run(words, environment, timeout);
  }

  @Override
  public HttpAnswer get(Path socket, String path, Duration patience)
      throws IOException, InterruptedException {
    return real.get(socket, path, patience);
  }

  @Override
  public HttpAnswer post(Path socket, String path, Duration patience)
      throws IOException, InterruptedException {
    return real.post(socket, path, patience);
  }

  @Override
  public Optional<String> variable(String name) {
    return real.variable(name);
  }

  @Override
  public boolean has(String program) {
    return real.has(program);
  }

  @Override
  public boolean isHeld(int port) {
    return real.isHeld(port);
  }

  @Override
  public boolean end(long pid, Instant startedAt) throws InterruptedException {
    return real.end(pid, startedAt);
  }

  @Override
  public boolean runs(long pid) {
    return real.runs(pid);
  }

  @Override
  public boolean somebodyEndsContainers(Instant now) {
    return real.somebodyEndsContainers(now);
  }

  @Override
  public long userId() {
    return real.userId();
  }
}
