package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.memory.JournalReading;
import io.nuwa.emergency.memory.RunHistory;
import io.nuwa.emergency.run.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlanceRehearsalTest {

  @Test
  void it_is_played_to_its_end_without_reading_a_plan(@TempDir Path folder) throws IOException {
    GlanceStage.main(new String[] {folder.toString()});
    Path outline = folder.resolve("known.outline");
    Files.setLastModifiedTime(outline, FileTime.fromMillis(0));
    var homes = List.of("run", "claims", "planned");
    var said = new ByteArrayOutputStream();
    var stream = new PrintStream(said, true, StandardCharsets.UTF_8);

    // It throws when a glance does not go the short way.
    GlanceRehearsal.rehearse(folder, homes, stream, stream);

    // Three documents, and no warning of files that contradict the run between them.
    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .filteredOn(line -> !line.startsWith(" "))
        .containsExactly("{", "}", "{", "}", "{", "}");
    // Whoever reads a plan keeps its outline.
    assertThat(Files.getLastModifiedTime(outline)).isEqualTo(FileTime.fromMillis(0));
  }

  @Test
  void every_kind_of_event_occurs_in_the_rehearsed_run(@TempDir Path folder) throws IOException {
    Path journal = folder.resolve("journal.jsonl");
    Files.writeString(journal, GlanceStage.journal());

    JournalReading reading = RunHistory.glance(journal).reading();
    Set<Class<?>> kinds =
        reading.entries().stream()
            .map(entry -> entry.event().getClass())
            .collect(Collectors.toSet());

    assertThat(reading.damage()).isEmpty();
    assertThat(kinds).containsExactlyInAnyOrder(Event.class.getPermittedSubclasses());
  }
}
