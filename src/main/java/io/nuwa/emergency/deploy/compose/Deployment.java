package io.nuwa.emergency.deploy.compose;

import io.nuwa.emergency.compose.ComposeReader;
import io.nuwa.emergency.compose.ComposeRequest;
import io.nuwa.emergency.config.InvalidConfigurationException;
import io.nuwa.emergency.config.Problem;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.LastSeen;
import io.nuwa.emergency.deploy.engine.Machine;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.StepInput;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A plan's stack on this machine.
 *
 * @param stack what the plan says of it
 * @param home what its paths are relative to
 * @param machine where its engine runs
 * @param seen its containers as a sentinel saw them last
 * @param compositions what compose made of its compose file when it was asked last
 */
public record Deployment(
    Stack stack, Path home, Machine machine, LastSeen seen, Compositions compositions) {

  /** One whose containers nobody has seen yet. */
  public Deployment(Stack stack, Path home, Machine machine) {
    this(stack, home, machine, new LastSeen(), new Compositions());
  }

  /** What compose makes of the compose file now. */
  public Compositions.Answer composition(Engine engine, StepInput input)
      throws InterruptedException {
    return compositions.of(this, engine, input);
  }

  public Path composeFile() {
    return home.resolve(stack.composeFile());
  }

  Optional<Path> environmentFile() {
    return stack.environmentFile().map(home::resolve);
  }

  /**
   * What the plan's templates stand for now.
   *
   * @throws io.nuwa.emergency.plan.MissingValueException when one stands for nothing
   */
  Map<String, String> environment(Values values) {
    var environment = new TreeMap<String, String>();
    stack.environment().forEach((name, text) -> environment.put(name, values.resolve(text)));
    return environment;
  }

  /**
   * Reads the compose files as the provider would see them.
   *
   * @throws io.nuwa.emergency.plan.MissingValueException when a template stands for nothing
   */
  public ComposeReading readComposeFile(Values values) {
    try {
      return new ComposeReading.Read(ComposeReader.read(request(values)));
    } catch (InvalidConfigurationException e) {
      List<String> all = e.problems().stream().map(Problem::toString).toList();
      return new ComposeReading.Unreadable(
          Failure.of(
              FailureClass.CONFIGURATION,
              "the compose file "
                  + composeFile()
                  + " cannot be read: "
                  + all.getFirst()
                  + (all.size() == 1 ? "" : ", and " + (all.size() - 1) + " more"),
              String.join("\n", all)));
    }
  }

  /** Which files the provider is to read, and with what. */
  ComposeRequest request(Values values) {
    var given = new TreeMap<>(values.secrets());
    given.putAll(environment(values));
    return new ComposeRequest(
        home,
        List.of(composeFile()),
        name ->
            Optional.ofNullable(given.get(name))
                .or(
                    () ->
                        ComposeRequest.OF_A_SHELL.contains(name)
                            ? Optional.empty()
                            : machine.variable(name)),
        environmentFile().stream().toList());
  }
}
