package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.memory.JournalReader;
import io.nuwa.emergency.memory.JournalReading;
import io.nuwa.emergency.memory.RunHistory;
import io.nuwa.emergency.run.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlanceRehearsalTest {

  @Test
  void it_is_played_to_its_end_without_reading_a_plan(@TempDir Path folder) throws IOException {
    GlanceRehearsal.main(new String[] {folder.toString()});

    // No reader of plans would take it: the outline that is kept for it was shown.
    assertThat(folder.resolve("promptx").resolve("plan.yaml")).hasContent("plan: known");
    assertThat(folder.resolve("known.outline")).content().endsWith("\nplan: known");
  }

  @Test
  void every_kind_of_event_occurs_in_the_rehearsed_run(@TempDir Path folder) throws IOException {
    Path journal = folder.resolve("journal.jsonl");
    Files.writeString(journal, GlanceRehearsal.journal());

    JournalReading reading = JournalReader.glance(journal);
    Set<Class<?>> kinds =
        reading.entries().stream()
            .map(entry -> entry.event().getClass())
            .collect(Collectors.toSet());

    assertThat(RunHistory.glance(journal).reading().damage()).isEmpty();
    assertThat(kinds).containsExactlyInAnyOrder(Event.class.getPermittedSubclasses());
  }
}
