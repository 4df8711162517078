package io.nuwa.emergency.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.memory.JournalReader;
import io.nuwa.emergency.memory.MemoryException;
import io.nuwa.emergency.run.Decision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What somebody, or a power loss, did to our files: set aside untouched, said, and gone on. */
class HostileStateTest {
  @TempDir private Path home;
  private Workbench bench;
  private Path journal;

  @BeforeEach
  void runOnce() throws InterruptedException {
    bench = new Workbench(home);
    bench.execute();
    journal = bench.memory().journal();
  }

  enum Garbling {
    ONLY_ZEROS(1),
    BINARY(1),
    A_LINE_OF_ANOTHER_RUN(4),
    CARRIAGE_RETURNS(2),
    A_HUGE_LINE(6),
    DEEP_BRACKETS(6),
    NO_UTF_8(3),
    ZEROS_BEHIND(-1);

    /** The line that is named; -1 for the one behind the last. */
    private final int line;

    Garbling(int line) {
      this.line = line;
    }

    /** A look at the status reads the lines and leaves the chain to whoever goes on. */
    boolean isSeenByTheChainOnly() {
      return this == A_LINE_OF_ANOTHER_RUN || this == CARRIAGE_RETURNS;
    }

    byte[] of(byte[] journal) {
      String text = new String(journal, StandardCharsets.UTF_8);
      String[] lines = text.split("\n", -1);
      return switch (this) {
        case ONLY_ZEROS -> new byte[journal.length];
        case BINARY -> random();
        case A_LINE_OF_ANOTHER_RUN -> {
          lines[3] = lines[3].replaceFirst("\"prev\":\"[0-9a-f]{8}", "\"prev\":\"01234567");
          yield bytes(lines);
        }
        case CARRIAGE_RETURNS -> text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        case A_HUGE_LINE -> {
          lines[5] = "{\"seq\":6,\"at\":\"" + "x".repeat(20_000_000);
          yield bytes(lines);
        }
        case DEEP_BRACKETS -> {
          lines[5] = "{\"seq\":" + "[".repeat(1_000_000);
          yield bytes(lines);
        }
        case NO_UTF_8 -> {
          byte[] bytes = journal.clone();
          bytes[lines[0].length() + lines[1].length() + 20] = (byte) 0xff;
          yield bytes;
        }
        case ZEROS_BEHIND -> Arrays.copyOf(journal, journal.length + 4096);
      };
    }

    private static byte[] bytes(String[] lines) {
      return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random() {
      var bytes = new byte[10_000];
      new Random(1).nextBytes(bytes);
      return bytes;
    }
  }

  @ParameterizedTest
  @EnumSource(Garbling.class)
  void a_journal_that_was_garbled_is_kept_and_the_run_goes_on_from_the_last_whole_record(
      Garbling garbling) throws Exception {
    byte[] before = Files.readAllBytes(journal);
    int whole = JournalReader.read(journal).entries().size();
    int line = garbling.line < 0 ? whole + 1 : garbling.line;
    byte[] garbled = garbling.of(before);
    Files.write(journal, garbled);
    List<String> kept = lines(before).subList(0, line - 1);

    if (!garbling.isSeenByTheChainOnly()) {
      assertThat(bench.status().warnings())
          .anySatisfy(warning -> assertThat(warning).contains("damaged at line " + line));
    }
    assertThat(journal).hasBinaryContent(garbled);
    ExecuteRun.Result result = bench.execute();

    assertThat(result.state().decision()).isEqualTo(Decision.GO);
    assertThat(bench.notices)
        .singleElement()
        .asString()
        .contains("damaged at line " + line, "kept as", "going on after line " + (line - 1));
    assertThat(copy()).hasBinaryContent(garbled);
    assertThat(lines(Files.readAllBytes(journal)).subList(0, line - 1)).isEqualTo(kept);
    assertThat(JournalReader.read(journal).damage()).isEmpty();
    if (garbling == Garbling.ZEROS_BEHIND) {
      assertThat(bench.feature.effects).doesNotHaveDuplicates();
    }
  }

  private static List<String> lines(byte[] journal) {
    return new String(journal, StandardCharsets.UTF_8).lines().toList();
  }

  private Path copy() throws IOException {
    try (Stream<Path> found = Files.list(bench.memory().folder())) {
      return found
          .filter(file -> file.getFileName().toString().startsWith("journal.jsonl.damaged-"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void an_empty_journal_is_a_run_that_was_not_begun() throws Exception {
    Files.write(journal, new byte[0]);

    assertThat(bench.execute().state().decision()).isEqualTo(Decision.GO);
    assertThat(bench.notices).isEmpty();
  }

  @Test
  void a_folder_or_a_loop_in_the_place_of_the_journal_is_named_and_left_alone() throws Exception {
    Files.delete(journal);
    Files.createDirectory(journal);
    assertThatThrownBy(() -> bench.execute())
        .isInstanceOf(MemoryException.class)
        .hasMessageContaining("journal.jsonl");
    assertThat(journal).isDirectory();

    Files.delete(journal);
    Files.createSymbolicLink(journal, journal);
    assertThatThrownBy(() -> bench.execute())
        .isInstanceOf(MemoryException.class)
        .hasMessageContaining("journal.jsonl");
    assertThat(Files.isSymbolicLink(journal)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"FOLDER", "LOOP", "BINARY", "EMPTY", "HUGE"})
  void a_status_file_that_is_none_is_set_aside_and_comes_back(String what) throws Exception {
    Path file = bench.memory().statusFile("B-2");
    String before = Files.readString(file);
    Files.delete(file);
    switch (what) {
      case "FOLDER" -> Files.createDirectories(file.resolve("inside"));
      case "LOOP" -> Files.createSymbolicLink(file, file);
      case "BINARY" -> Files.write(file, new byte[] {0, (byte) 0xff, 7});
      case "EMPTY" -> Files.createFile(file);
      case "HUGE" -> Files.writeString(file, "[".repeat(5_000_000));
      default -> throw new IllegalArgumentException(what);
    }
    assertThat(bench.status().warnings()).anySatisfy(w -> assertThat(w).contains("B-2-status"));

    bench.execute();

    assertThat(bench.notices).singleElement().asString().contains("B-2-status.json", "claimed");
    Path aside = bench.memory().folder().resolve("claimed").resolve(file.getFileName());
    assertThat(Files.exists(aside, LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(Files.readString(file)).isEqualTo(before.replace("\n\n", "\n"));
    assertThat(bench.feature.effects).doesNotHaveDuplicates();
  }

  @Test
  void what_turned_red_while_nobody_looked_is_opened_again_behind_a_damaged_journal()
      throws Exception {
    Files.write(journal, Garbling.ZEROS_BEHIND.of(Files.readAllBytes(journal)));
    bench.feature.reads("b", 0).reads("b", 1);

    ExecuteRun.Result result = bench.execute();

    assertThat(result.outcome()).isEqualTo(Outcome.DONE);
    assertThat(bench.feature.effects).filteredOn("b/one"::equals).hasSize(2);
    assertThat(bench.feature.effects).filteredOn("a/one"::equals).hasSize(1);
  }

  @Test
  void half_written_files_of_a_killed_process_are_swept_and_others_are_left() throws Exception {
    Path half = bench.put("promptx/memory/.blocker-B-1-status.json.4711.tmp", "{\"blo");
    Path evidence = bench.put("promptx/memory/evidence/.00ff.txt.4711.tmp", "ra");
    Path other = bench.put("promptx/memory/.notes.tmp", "mine");
    Path folder = Files.createDirectory(bench.memory().folder().resolve(".x.1.tmp"));

    bench.execute();

    assertThat(half).doesNotExist();
    assertThat(evidence).doesNotExist();
    assertThat(other).hasContent("mine");
    assertThat(folder).isDirectory();
  }
}
