package io.nuwa.emergency.control;

import io.nuwa.emergency.compose.ComposeFiles;
import io.nuwa.emergency.compose.ComposeReader;
import io.nuwa.emergency.compose.ComposeRequest;
import io.nuwa.emergency.config.Problem;
import io.nuwa.emergency.files.AtomicFile;
import io.nuwa.emergency.memory.Archive;
import io.nuwa.emergency.memory.MemoryException;
import io.nuwa.emergency.plan.PlanReader;
import io.nuwa.emergency.plan.Vocabulary;
import io.nuwa.emergency.plan.compose.ComposeImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Drafts a plan from a compose file. What it drafts is valid, or it is not written. */
public final class InitPlan {
  /** Where a home folder's plan stands. */
  public static final String USUAL_PLAN = "promptx/plan.yaml";

  private static final List<String> USUAL_COMPOSE_FILES =
      Stream.concat(ComposeFiles.USUAL.stream(), Stream.of("stack/compose.yaml")).toList();

  private final Workplace workplace;
  private final Vocabulary vocabulary;

  public InitPlan(Workplace workplace, Vocabulary vocabulary) {
    this.workplace = workplace;
    this.vocabulary = vocabulary;
  }

  /**
   * A plan that was not written yet.
   *
   * @param composeFile what it was made for
   * @param text of the plan, with comments
   * @param findings what looks wrong in the compose file
   */
  public record Draft(String composeFile, String text, List<Problem> findings) {
    public Draft {
      findings = List.copyOf(findings);
    }
  }

  /** A plan is there already and was not to be replaced. */
  public static final class PlanExistsException extends RuntimeException {
    PlanExistsException(String message) {
      super(message);
    }
  }

  /** Reads the compose file and drafts a plan for it. */
  public Draft draft(Optional<String> asked) {
    String name = asked.or(this::usual).orElseThrow(this::noComposeFile);
    Path file = workplace.home().resolve(name);
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new PlanLoader.MissingPlanException(
          "cannot read the compose file "
              + file
              + (Files.exists(file) ? ": it is no file that you may read" : ": no such file")
              + "; name yours: emergency plan init FILE");
    }
    var request =
        new ComposeRequest(
            workplace.home(),
            List.of(file),
            variable ->
                ComposeRequest.OF_A_SHELL.contains(variable)
                    ? Optional.empty()
                    : Optional.ofNullable(System.getenv(variable)),
            List.of());
    ComposeImport made = ComposeImport.of(name, ComposeReader.read(request));
    PlanReader.read("(draft for " + name + ")", made.plan(), vocabulary);
    return new Draft(name, made.plan(), made.findings());
  }

  /**
   * Writes the draft.
   *
   * @param force replace a plan that is there; it is kept with {@code .bak} behind its name
   * @return where it stands
   */
  public Path write(Draft draft, String output, boolean force) {
    Path target = workplace.home().resolve(output);
    if (Files.exists(target) && !force) {
      throw new PlanExistsException(
          target + " is there already and was left as it is; use --force or --output");
    }
    try {
      if (Files.exists(target)) {
        Files.copy(target, Archive.free(target.resolveSibling(target.getFileName() + ".bak")));
      }
      AtomicFile.write(target, draft.text());
      return target;
    } catch (IOException e) {
      throw new MemoryException("cannot write the plan", target, e);
    }
  }

  private Optional<String> usual() {
    return USUAL_COMPOSE_FILES.stream()
        .filter(name -> Files.isRegularFile(workplace.home().resolve(name)))
        .findFirst();
  }

  private PlanLoader.MissingPlanException noComposeFile() {
    return new PlanLoader.MissingPlanException(
        "no compose file in "
            + workplace.home()
            + " (looked for "
            + String.join(", ", USUAL_COMPOSE_FILES)
            + "); name yours: emergency plan init FILE");
  }
}
