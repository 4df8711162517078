package io.nuwa.emergency.deploy.compose;

import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.step.StepInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks compose what it makes of a compose file, once for the same files and values, so that a
 * glance starts no program; each whole look of a watch is another process and asks. For any number
 * of threads.
 */
public final class Compositions {
  private Optional<Question> asked = Optional.empty();
  private Composition told = Composition.UNTOLD;

  private record Question(Engine engine, Map<String, String> values, List<Object> files) {}

  /** What came of asking. */
  public sealed interface Answer {
    /** This; {@link Composition#UNTOLD} where the provider cannot say. */
    record Known(Composition composition) implements Answer {}

    /** The compose file, or what the plan says to it, cannot be read. */
    record Unknown(Failure failure) implements Answer {}

    /** As far as it is known. */
    default Composition orUntold() {
      return this instanceof Known(Composition composition) ? composition : Composition.UNTOLD;
    }
  }

  synchronized Answer of(Deployment deployment, Engine engine, StepInput input)
      throws InterruptedException {
    try {
      var question =
          new Question(engine, deployment.environment(input.values()), stamps(deployment));
      if (asked.equals(Optional.of(question))) {
        return new Answer.Known(told);
      }
      if (!(Compose.choose(deployment, engine, input) instanceof Compose.Choice.Chosen(var compose))
          || !compose.tellsConfiguration()) {
        return new Answer.Known(Composition.UNTOLD);
      }
      Answer answer = compose.composition(input);
      if (answer instanceof Answer.Known(Composition composition)) {
        asked = Optional.of(question);
        told = composition;
      }
      return answer;
    } catch (MissingValueException e) {
      return new Answer.Unknown(
          Failure.of(FailureClass.CONFIGURATION, "stack: " + e.getMessage(), ""));
    }
  }

  private static List<Object> stamps(Deployment deployment) {
    return Stream.concat(
            Stream.of(deployment.composeFile(), deployment.composeFile().resolveSibling(".env")),
            deployment.environmentFile().stream())
        .map(Compositions::stamp)
        .toList();
  }

  private static Object stamp(Path file) {
    try {
      var now = Files.readAttributes(file, BasicFileAttributes.class);
      return List.of(String.valueOf(now.fileKey()), now.lastModifiedTime(), now.size());
    } catch (IOException none) {
      return file;
    }
  }
}
