package io.nuwa.emergency.control;

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

/** Finds the plan: asked for, from {@code $EMERGENCY_PLAN}, of the home folder, or ours. */
public final class PlanLoader {
  /** What the source of the plan inside of the program begins with. */
  static final String BUILT_IN = "(built-in) ";

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
   * @param builtIn whether it is the one inside of the program
   */
  public record Source(String name, boolean builtIn, String text) {}

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

  /** The text of the plan that {@link #load} would read. */
  public Source source(Optional<String> asked) {
    Optional<String> named = named(workplace, asked);
    Optional<Path> file = file(workplace, asked);
    if (named.isPresent()) {
      String how = asked.isPresent() ? "--plan" : "$EMERGENCY_PLAN";
      return read(named.get(), file.orElseThrow(), "named by " + how);
    }
    return file.map(inHome -> read(IN_HOME, inHome, "of " + workplace.home()))
        .orElseGet(PlanLoader::shipped);
  }

  /** The file that the plan is read from; empty for the one inside of the program. */
  static Optional<Path> file(Workplace workplace, Optional<String> asked) {
    Optional<String> named = named(workplace, asked);
    if (named.isPresent()) {
      return Optional.of(Path.of(named.get()));
    }
    Path inHome = workplace.home().resolve(IN_HOME);
    // A dangling link, or a folder that may not be entered, is no home without a plan.
    return Files.notExists(inHome, LinkOption.NOFOLLOW_LINKS)
        ? Optional.empty()
        : Optional.of(inHome);
  }

  private static Optional<String> named(Workplace workplace, Optional<String> asked) {
    return asked.or(
        () ->
            Optional.ofNullable(workplace.environment().get("EMERGENCY_PLAN"))
                .filter(name -> !name.isBlank()));
  }

  private static Source read(String name, Path file, String how) {
    try {
      return new Source(name, false, Files.readString(file));
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
      return new Source(
          BUILT_IN + IN_HOME, true, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new MissingPlanException("the built-in plan cannot be read: " + e.getMessage());
    }
  }
}
