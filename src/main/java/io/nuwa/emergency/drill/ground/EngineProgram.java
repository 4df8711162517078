package io.nuwa.emergency.drill.ground;

import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.process.Invocation;
import io.nuwa.emergency.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The command line of a container engine, spoken directly: a drill does not ask the features whose
 * work it judges.
 *
 * @param program podman or docker
 * @param environment in which it reaches the engine
 */
public record EngineProgram(String program, Map<String, String> environment) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Processes PROCESSES = new Processes();

  /** In the words of Podman and of Docker. */
  private static final Pattern NO_IMAGE =
      Pattern.compile("image not known|no such image", Pattern.CASE_INSENSITIVE);

  public EngineProgram {
    environment = Map.copyOf(environment);
  }

  /** Runs it with these arguments. */
  public Completion run(List<String> arguments) throws InterruptedException {
    var words = new ArrayList<String>();
    words.add(program);
    words.addAll(arguments);
    return PROCESSES.run(new Invocation(words, environment, Path.of("/"), PATIENCE));
  }

  /**
   * Runs it and gives what it said.
   *
   * @throws IOException when it did not succeed; the message quotes it
   */
  public String ask(String... arguments) throws IOException, InterruptedException {
    Completion completion = run(List.of(arguments));
    if (!completion.succeeded()) {
      throw new IOException(
          program + " " + String.join(" ", arguments) + ": " + completion.text().strip());
    }
    return completion.stdout().strip();
  }

  /** The lines of an answer, none for an empty one. */
  public List<String> lines(String... arguments) throws IOException, InterruptedException {
    return ask(arguments).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /**
   * Whether it has an image of this name.
   *
   * @throws IOException when it does not say; the message quotes it
   */
  boolean hasImage(String name) throws IOException, InterruptedException {
    Completion completion = run(List.of("image", "inspect", name));
    if (!completion.succeeded() && !NO_IMAGE.matcher(completion.text()).find()) {
      throw new IOException(
          program
              + " does not say whether it has image "
              + name
              + ": "
              + completion.text().strip());
    }
    return completion.succeeded();
  }

  public boolean isPodman() {
    return program.equals("podman");
  }
}
