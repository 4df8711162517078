package io.nuwa.emergency.deploy.compose;

import io.nuwa.emergency.deploy.engine.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Another compose file than the plan's that containers of its project were made from: compose would
 * take them for its own and make them anew.
 *
 * @param file where it stands, as compose wrote it into the labels
 * @param since when the oldest of its containers was started; empty when that is not said
 */
public record ProjectOwner(Path file, Optional<Instant> since) {
  /** Prefix of the fact that a person gave this run the containers of such a file. */
  private static final String ADOPTED = "adopted.";

  /** The one that these containers name; empty when they are ours, or do not say whose they are. */
  public static Optional<ProjectOwner> among(Collection<Container> project, Path composeFile) {
    List<Container> foreign =
        project.stream()
            .filter(one -> !one.configuration().composeFiles().isEmpty())
            .filter(one -> !isOurs(one.configuration().composeFiles(), composeFile))
            .toList();
    // One that is still there counts before one that was moved away.
    return foreign.stream()
        .map(one -> one.configuration().composeFiles().getFirst())
        .sorted(Comparator.comparing((Path file) -> !Files.exists(file)))
        .findFirst()
        .map(file -> new ProjectOwner(file, oldest(foreign)));
  }

  private static Optional<Instant> oldest(List<Container> containers) {
    return containers.stream().flatMap(one -> one.startedAt().stream()).min(Instant::compareTo);
  }

  private static boolean isOurs(List<Path> files, Path composeFile) {
    Path ours = real(composeFile);
    return files.stream().anyMatch(file -> real(file).equals(ours));
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize();
    }
  }

  /** Whether that file does not exist any more, as after a home was moved. */
  public boolean isGone() {
    return Files.notExists(file);
  }

  /** The name of the fact that a person gave this run its containers. */
  public String fact() {
    return ADOPTED + file;
  }

  /** Whose the project is, for people. */
  public String describe(String project) {
    return "the compose project '"
        + project
        + "' belongs to "
        + file
        + since.map(at -> " (runs since " + at.truncatedTo(ChronoUnit.SECONDS) + ")").orElse("");
  }

  /** What a person does about it. */
  public static final String NEXT =
      "give this plan another project: below stack:, or take it over with"
          + " 'emergency execute --adopt'";
}
