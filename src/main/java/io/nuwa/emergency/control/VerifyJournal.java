package io.nuwa.emergency.control;

import io.nuwa.emergency.memory.EvidenceCheck;
import io.nuwa.emergency.memory.JournalReading;
import io.nuwa.emergency.memory.MemoryFolder;
import io.nuwa.emergency.memory.RunHistory;
import io.nuwa.emergency.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks a journal offline: the chain of hashes, the numbers, that each event can be read and may
 * follow, and the evidence that it points to. Writes nothing and needs no lock.
 */
public final class VerifyJournal {
  private static final int MOST_TOLD = 3;

  private final MemoryFolder memory;
  private final Path home;

  public VerifyJournal(Workplace workplace) {
    this.memory = workplace.memory();
    this.home = workplace.home();
  }

  /** There is no journal under that name. */
  public static final class MissingJournalException extends RuntimeException {
    MissingJournalException(String message) {
      super(message);
    }
  }

  /**
   * The first line that cannot be believed.
   *
   * @param line counted from 1
   */
  public record BadLine(int line, String reason) {}

  /**
   * Evidence that the journal points to and that is not what it was.
   *
   * @param line of the journal that points to it
   */
  public record BadEvidence(int line, String name, Path file, String reason) {}

  /**
   * What was found.
   *
   * @param run its id; empty when not even the first line can be read
   * @param records how many lines are whole and may follow each other
   * @param evidence how many files of evidence these point to
   */
  public record Findings(
      Path journal,
      Optional<String> run,
      int records,
      Optional<BadLine> firstBad,
      int evidence,
      List<BadEvidence> badEvidence) {
    public Findings {
      badEvidence = List.copyOf(badEvidence);
    }

    /** Whether everything is as it was recorded. */
    public boolean isSound() {
      return firstBad.isEmpty() && badEvidence.isEmpty();
    }
  }

  /**
   * Checks.
   *
   * @param asked a file, relative to the home folder or to the memory folder, or the id of a run
   *     that was put away; empty for the journal of the present run
   */
  public Findings verify(Optional<String> asked) {
    Path journal = asked.map(this::named).orElseGet(this::present);
    RunHistory history = RunHistory.whole(journal);
    JournalReading reading = history.reading();
    int records = Math.toIntExact(reading.records());
    Optional<BadLine> bad =
        reading.damage().map(damage -> new BadLine(damage.line(), reason(damage)));
    if (bad.isEmpty() && !RunHistory.read(journal).state().equals(history.state())) {
      bad =
          Optional.of(
              new BadLine(
                  records, "the snapshot beside it says something else; delete snapshot.json"));
    }
    if (records == 0 && bad.isEmpty()) {
      // Nothing that was recorded is nothing that could be proved.
      bad = Optional.of(new BadLine(1, "there is no record in it"));
    }
    EvidenceCheck.Result evidence = EvidenceCheck.of(journal, records, memory);
    return new Findings(
        journal,
        history.state().map(RunState::run),
        records,
        bad,
        evidence.checked(),
        evidence.problems().stream()
            .map(each -> new BadEvidence(each.line(), each.name(), each.file(), each.reason()))
            .toList());
  }

  private static String reason(JournalReading.Damage damage) {
    return damage.sealed().map(file -> file.getFileName() + ": ").orElse("") + damage.reason();
  }

  /** The first few of what the present journal points to and is not what it was, for people. */
  List<String> badEvidence() {
    return Files.notExists(memory.journal(), LinkOption.NOFOLLOW_LINKS)
        ? List.of()
        : EvidenceCheck.of(memory.journal(), Long.MAX_VALUE, memory).problems().stream()
            .map(
                bad ->
                    "line %d of the journal points to evidence that is not what it was: %s (%s)"
                        .formatted(bad.line(), bad.file(), bad.reason()))
            .limit(MOST_TOLD)
            .toList();
  }

  private Path present() {
    if (Files.notExists(memory.journal(), LinkOption.NOFOLLOW_LINKS)) {
      throw new MissingJournalException(
          "there is no journal " + memory.journal() + ": no run was begun here" + putAway());
    }
    return memory.journal();
  }

  private Path named(String asked) {
    List<Path> places =
        List.of(home.resolve(asked), memory.folder().resolve(asked), memory.archive(asked));
    return places.stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .or(() -> places.stream().filter(VerifyJournal::isHidden).findFirst())
        .orElseThrow(
            () ->
                new MissingJournalException(
                    "there is no journal '%s' in %s or %s%s"
                        .formatted(asked, home, memory.folder(), putAway())));
  }

  /** Nobody can tell whether it is there; whoever reads it is told why. */
  private static boolean isHidden(Path place) {
    return !Files.exists(place) && !Files.notExists(place);
  }

  private String putAway() {
    try (Stream<Path> found = Files.list(memory.folder())) {
      List<String> names =
          found
              .map(file -> file.getFileName().toString())
              .filter(name -> name.startsWith("journal-") && !name.endsWith(".gz"))
              .sorted()
              .toList();
      return names.isEmpty() ? "" : "; earlier runs: " + String.join(", ", names);
    } catch (IOException e) {
      return "";
    }
  }
}
