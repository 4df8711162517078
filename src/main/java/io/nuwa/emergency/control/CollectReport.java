package io.nuwa.emergency.control;

import io.nuwa.emergency.control.ReportCase.Picture;
import io.nuwa.emergency.memory.MemoryException;
import io.nuwa.emergency.memory.RunHistory;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.run.RunOutline;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Collects what reports, the guide and pictures are made from: the journal, its fold, and what is
 * kept of evidence and pictures. Reads only: it takes no lock, records nothing and measures
 * nothing, so that it works beside a run.
 */
public final class CollectReport {
  private static final String EVIDENCE = ".txt";

  private final Workplace workplace;

  public CollectReport(Workplace workplace) {
    this.workplace = workplace;
  }

  /**
   * Collects.
   *
   * @param at the moment that it is collected for, such as the end of a deep check
   */
  public ReportCase collect(Plan plan, Instant at) {
    RunHistory history = KeptEntries.of(workplace.memory().journal());
    Evidence evidence = evidence();
    Optional<RunState> state = history.state();
    StatusView view =
        new ReadStatus(workplace, new Moment(at)).read(() -> RunOutline.of(plan), history);
    return new ReportCase(
        workplace.home(),
        plan,
        at,
        view,
        state,
        history.reading().entries(),
        state.filter(run -> !run.digest().equals(plan.digest())).isPresent(),
        evidence.kept(),
        evidence.unreadable(),
        pictures(state.map(RunState::startedAt).orElse(Instant.MIN)),
        values(plan, state),
        workplace.redaction(plan));
  }

  private Values values(Plan plan, Optional<RunState> state) {
    var facts = new TreeMap<>(state.map(RunState::facts).orElseGet(() -> RunDoor.facts(plan)));
    facts.putAll(workplace.local());
    return new Values(facts, Map.of());
  }

  /**
   * What is kept of it.
   *
   * @param unreadable why that could not be looked at; empty when it could
   */
  private record Evidence(Set<String> kept, Optional<String> unreadable) {}

  private Evidence evidence() {
    var kept = new HashSet<String>();
    try {
      for (Path file : files(workplace.memory().evidence())) {
        String name = file.getFileName().toString();
        if (name.endsWith(EVIDENCE)) {
          kept.add(name.substring(0, name.length() - EVIDENCE.length()));
        }
      }
      return new Evidence(kept, Optional.empty());
    } catch (IOException e) {
      return new Evidence(Set.of(), Optional.of(MemoryException.why(e)));
    }
  }

  /** What cannot be listed is not shown; a report is written all the same. */
  private List<Picture> pictures(Instant since) {
    List<Path> files;
    try {
      files = files(workplace.home().resolve(ReportCase.SCREENSHOTS));
    } catch (IOException unreadable) {
      return List.of();
    }
    var pictures = new ArrayList<Picture>();
    for (Path file : files) {
      PictureName.parse(file.getFileName().toString())
          .filter(name -> !name.takenAt().isBefore(since.minusSeconds(1)))
          .ifPresent(name -> pictures.add(picture(file, name)));
    }
    pictures.sort(Comparator.comparing(Picture::file));
    return pictures;
  }

  private static Picture picture(Path file, PictureName name) {
    return new Picture(
        ReportCase.SCREENSHOTS + "/" + file.getFileName(),
        name.takenAt(),
        name.label(),
        file.toFile().length());
  }

  /** None where the folder is not there. */
  private static List<Path> files(Path folder) throws IOException {
    var files = new ArrayList<Path>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
      for (Path file : found) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          files.add(file);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException nothing) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return files;
  }

  /** A clock that stands: a report speaks of one moment. */
  private record Moment(Instant instant) implements Time {
    @Override
    public void pause(Duration duration) {
      throw new UnsupportedOperationException("nothing that is read waits");
    }

    @Override
    public long nanoseconds() {
      throw new UnsupportedOperationException("nothing that is read is timed");
    }
  }
}
