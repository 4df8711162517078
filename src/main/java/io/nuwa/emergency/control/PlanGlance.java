package io.nuwa.emergency.control;

import io.nuwa.emergency.files.WholeFile;
import io.nuwa.emergency.memory.KnownOutline;
import io.nuwa.emergency.plan.Vocabulary;
import io.nuwa.emergency.run.RunOutline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The outline of the plan, for whoever only shows it. Reading and checking a plan takes longer than
 * all the rest of such a command; a plan that this very program has read before is known.
 */
public final class PlanGlance {
  private final Workplace workplace;
  private final Optional<KnownOutline> known;

  /**
   * Prepares.
   *
   * @param program the JAR that runs; empty when it is none, and then nothing is remembered
   */
  public PlanGlance(Workplace workplace, Optional<Path> program) {
    this.workplace = workplace;
    this.known = program.map(KnownOutline::new);
  }

  /**
   * The plan that {@link PlanLoader#load} would read.
   *
   * @param asked the file that the user named
   * @param vocabulary is asked for only when the plan has to be read and checked
   * @throws io.nuwa.emergency.config.InvalidConfigurationException with every problem in it
   */
  public RunOutline plan(Optional<String> asked, Supplier<Vocabulary> vocabulary) {
    Optional<Path> file = PlanLoader.file(workplace, asked);
    Optional<RunOutline> outline = known.flatMap(outlines -> file.flatMap(at -> of(outlines, at)));
    if (outline.isPresent()) {
      return outline.get();
    }
    var loader = new PlanLoader(workplace, vocabulary.get());
    PlanLoader.Source source = loader.source(asked);
    RunOutline read = RunOutline.of(loader.read(source));
    if (known.isPresent() && file.isPresent()) {
      known.get().keep(source.text().getBytes(StandardCharsets.UTF_8), read);
    }
    return read;
  }

  /** A plan that cannot be read is not known; the full way says why. */
  private static Optional<RunOutline> of(KnownOutline known, Path file) {
    try {
      return known.of(WholeFile.bytes(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
