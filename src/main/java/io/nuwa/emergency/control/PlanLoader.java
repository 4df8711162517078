package io.nuwa.emergency.control;

import io.nuwa.emergency.files.WholeFile;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.PlanReader;
import io.nuwa.emergency.plan.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the plan: asked for, from {@code $EMERGENCY_PLAN}, or of the home folder. The one inside of
 * the program is taken only where it is asked for by its name.
 */
public final class PlanLoader {
  /** The name of the plan inside of the program. */
  public static final String BUILT_IN = "builtin:week-2";

  private static final String INSIDE = "builtin:";

  private static final String IN_HOME = "promptx/plan.yaml";

  private final Workplace workplace;
  private final Vocabulary vocabulary;

  public PlanLoader(Workplace workplace, Vocabulary vocabulary) {
    this.workplace = workplace;
    this.vocabulary = vocabulary;
  }

  /** There is no plan, or it cannot be read. */
  public static sealed class MissingPlanException extends RuntimeException {
    MissingPlanException(String message) {
      super(message);
    }
  }

  /** None was asked for, and the home folder has none. */
  public static final class NoPlanHereException extends MissingPlanException {
    NoPlanHereException(Path home) {
      super(
          "no plan here: "
              + home
              + " has no "
              + IN_HOME
              + "; 'emergency plan init' writes one for your compose file, --plan FILE names"
              + " another, and --plan "
              + BUILT_IN
              + " takes the one that is shipped");
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
    return read(source(asked));
  }

  /** Reads and checks what {@link #source} gave. */
  public Plan read(Source source) {
    return PlanReader.read(source.name(), source.text(), vocabulary);
  }

  /**
   * The text of the plan that {@link #load} would read.
   *
   * @throws MissingPlanException when there is none
   */
  public Source source(Optional<String> asked) {
    Optional<String> named = named(workplace, asked);
    if (named.isEmpty()) {
      return read(IN_HOME, file(workplace, asked).orElseThrow(), "of " + workplace.home());
    }
    String how = "named by " + (asked.isPresent() ? "--plan" : "$EMERGENCY_PLAN");
    if (named.get().equals(BUILT_IN)) {
      return shipped();
    }
    if (named.get().startsWith(INSIDE)) {
      throw new MissingPlanException(
          "there is no plan " + named.get() + " (" + how + "); the only one is " + BUILT_IN);
    }
    return read(named.get(), Path.of(named.get()), how);
  }

  /**
   * The file that the plan is read from; empty for the one inside of the program.
   *
   * @throws NoPlanHereException when none was asked for and the home folder has none
   */
  static Optional<Path> file(Workplace workplace, Optional<String> asked) {
    Optional<String> named = named(workplace, asked);
    if (named.isPresent()) {
      return named.filter(name -> !name.startsWith(INSIDE)).map(Path::of);
    }
    Path inHome = workplace.home().resolve(IN_HOME);
    // A dangling link, or a folder that may not be entered, is no home without a plan.
    if (Files.notExists(inHome, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoPlanHereException(workplace.home());
    }
    return Optional.of(inHome);
  }

  private static Optional<String> named(Workplace workplace, Optional<String> asked) {
    return asked.or(
        () ->
            Optional.ofNullable(workplace.environment().get("EMERGENCY_PLAN"))
                .filter(name -> !name.isBlank()));
  }

  private static Source read(String name, Path file, String how) {
    try {
      return new Source(name, WholeFile.text(file));
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new MissingPlanException("the plan " + name + " (" + how + ") is not UTF-8 text");
    } catch (IOException e) {
      throw new MissingPlanException(
          "the plan "
              + name
              + " ("
              + how
              + ") "
              + (Files.isDirectory(file) ? "is a folder" : why(e))
              + "; 'emergency plan init' writes one for your compose file");
    }
  }

  private static String why(IOException cause) {
    return switch (cause) {
      case NoSuchFileException _ -> "does not exist";
      case AccessDeniedException _ -> "cannot be read: permission denied";
      case FileSystemException e when e.getReason() != null -> "cannot be read: " + e.getReason();
      default -> "cannot be read: " + cause.getMessage();
    };
  }

  private static Source shipped() {
    try (InputStream stream = PlanLoader.class.getResourceAsStream("/promptx/plan.yaml")) {
      if (stream == null) {
        throw new MissingPlanException("this build holds no plan; build it with 'mvn package'");
      }
      return new Source(BUILT_IN, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new MissingPlanException("the built-in plan cannot be read: " + e.getMessage());
    }
  }
}
