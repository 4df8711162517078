package io.nuwa.emergency.acceptance.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.cli.Mutations;
import io.nuwa.emergency.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged reports: each ends as cases, or as a reason why none are believed, never in an exception.
 * How many and from which seed: {@code -Demergency.fuzz=2600 -Demergency.fuzz.seed=1}.
 */
class JUnitFuzzTest {
  private static final int INPUTS = Integer.getInteger("emergency.fuzz", 2_600);
  private static final long SEED = Long.getLong("emergency.fuzz.seed", 20250616L);
  private static final Path ORIGINALS = Path.of("src/test/resources/junit");

  @TempDir private Path folder;

  @Test
  void damaged_reports_end_as_cases_or_as_a_reason() throws IOException {
    List<byte[]> originals = originals();
    var mutations = new Mutations(SEED);
    var reader = new JUnitReader();
    List<String> surprises = new ArrayList<>();
    int whole = 0;
    int broken = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = mutations.of(originals.get(i % originals.size()));
      Path file = Files.write(folder.resolve("report.xml"), input);

      Optional<JUnitFile> read = read(reader, file, input, surprises);

      boolean damaged = read.flatMap(JUnitFile::problem).isPresent();
      broken += damaged ? 1 : 0;
      whole += damaged ? 0 : 1;
    }
    write(surprises.size());
    assertThat(surprises).as("kept below target/fuzz").isEmpty();
    assertThat(broken).as("reports that were refused").isGreaterThan(INPUTS / 10);
    assertThat(whole).as("reports that were read all the same").isGreaterThan(INPUTS / 100);
  }

  private static Optional<JUnitFile> read(
      JUnitReader reader, Path file, byte[] input, List<String> surprises) throws IOException {
    try {
      return Optional.of(reader.read(file));
    } catch (RuntimeException | StackOverflowError e) {
      surprises.add(String.valueOf(e));
      Path kept = Files.createDirectories(Path.of("target/fuzz"));
      Files.write(kept.resolve("junit-" + surprises.size()), input);
      return Optional.empty();
    }
  }

  private static void write(int stackTraces) throws IOException {
    Path figures = Path.of("target/reliability/fuzz-JUNIT.json");
    Files.createDirectories(figures.getParent());
    var fields = new LinkedHashMap<String, Object>();
    fields.put("reader", "JUNIT");
    fields.put("inputs", INPUTS);
    fields.put("seed", SEED);
    fields.put("stackTraces", stackTraces);
    Files.writeString(figures, JsonText.pretty(fields) + "\n");
  }

  private static List<byte[]> originals() throws IOException {
    var all = new ArrayList<byte[]>();
    try (Stream<Path> files = Files.walk(ORIGINALS)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        all.add(Files.readAllBytes(file));
      }
    }
    return all;
  }
}
