package io.nuwa.emergency.deploy.compose;

import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.LastSeen;
import io.nuwa.emergency.deploy.engine.Machine;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.StepInput;
import java.nio.file.Path;
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
   * Reads the compose file as the provider would see it.
   *
   * @throws io.nuwa.emergency.plan.MissingValueException when a template stands for nothing
   */
  public ComposeFile.Reading readComposeFile(Values values) {
    var variables = new TreeMap<>(values.secrets());
    variables.putAll(environment(values));
    return ComposeFile.read(composeFile(), variables);
  }
}
