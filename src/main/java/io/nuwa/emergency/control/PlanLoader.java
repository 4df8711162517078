package io.nuwa.emergency.control;

import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.PlanReader;
import io.nuwa.emergency.plan.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the plan: asked for, from {@code $EMERGENCY_PLAN}, of the home folder, or ours. */
public final class PlanLoader {
  private static final String IN_HOME = "promptx/plan.yaml";

  private final Workplace workplace;
  private final Vocabulary vocabulary;

  public PlanLoader(Workplace workplace, Vocabulary vocabulary) {
    this.workplace = workplace;
    this.vocabulary = vocabulary;
  }

  /** A plan was asked for and is not there or cannot be read. */
  public static final class MissingPlanException extends RuntimeException {
    MissingPlanException(String message) {
      super(message);
    }
  }

  /**
   * Where a plan's text comes from.
   *
   * @param name how messages call it
   */
  public record Source(String name, String text) {}

  /**
   * Reads and checks the plan.
   *
   * @param asked the file that the user named
   * @throws io.nuwa.emergency.config.InvalidConfigurationException with every problem in it
   */
  public Plan load(Optional<String> asked) {
    Source source = source(asked);
    return PlanReader.read(source.name(), source.text(), vocabulary);
  }

  /** The text of the plan that {@link #load} would read. */
  public Source source(Optional<String> asked) {
    Optional<String> named =
        asked.or(
            () ->
                Optional.ofNullable(workplace.environment().get("EMERGENCY_PLAN"))
                    .filter(name -> !name.isBlank()));
    if (named.isPresent()) {
      String how = asked.isPresent() ? "--plan" : "$EMERGENCY_PLAN";
      return file(named.get(), Path.of(named.get()), "named by " + how);
    }
    Path inHome = workplace.home().resolve(IN_HOME);
    return Files.exists(inHome) ? file(IN_HOME, inHome, "of " + workplace.home()) : shipped();
  }

  private static Source file(String name, Path file, String how) {
    try {
      return new Source(name, Files.readString(file));
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new MissingPlanException("the plan " + name + " (" + how + ") is not UTF-8 text");
    } catch (IOException e) {
      String why =
          Files.isDirectory(file)
              ? "is a folder"
              : Files.exists(file) ? "cannot be read: permission denied" : "does not exist";
      throw new MissingPlanException(
          "the plan "
              + name
              + " ("
              + how
              + ") "
              + why
              + "; 'emergency plan init' writes one for your compose file");
    }
  }

  private static Source shipped() {
    try (InputStream stream = PlanLoader.class.getResourceAsStream("/promptx/plan.yaml")) {
      if (stream == null) {
        throw new MissingPlanException("this build holds no plan; build it with 'mvn package'");
      }
      return new Source(
          "(built-in) " + IN_HOME, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new MissingPlanException("the built-in plan cannot be read: " + e.getMessage());
    }
  }
}
