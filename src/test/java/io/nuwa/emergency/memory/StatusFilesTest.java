package io.nuwa.emergency.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusFilesTest {
  @TempDir Path home;
  private MemoryFolder memory;
  private Path file;

  @BeforeEach
  void prepare() throws IOException {
    memory = new MemoryFolder(home);
    Files.createDirectories(memory.folder());
    file = StatusFiles.file(memory, "B-1");
  }

  /** The state after the first {@code count} events of the samples. */
  private static RunState after(int count) {
    var entries = new ArrayList<Entry>();
    for (Event event : EventSamples.run().subList(0, count)) {
      entries.add(new Entry(entries.size() + 1, EventSamples.START, event));
    }
    return RunState.fold(entries).orElseThrow();
  }

  private Map<String, Object> content() throws IOException {
    return JsonText.read(Files.readString(file));
  }

  @Test
  void a_resolved_blocker_carries_the_keys_that_old_readers_know() throws IOException {
    new StatusFiles(memory).project(after(13));
    assertThat(content())
        .containsEntry("blocker", "B-1")
        .containsEntry("status", "resolved")
        .containsEntry("resolved_at", "2026-01-05T20:00:00Z")
        .containsEntry("resolved_by", "FrontEndBot")
        .containsEntry("verified", true);
    assertThat(content().keySet())
        .startsWith("blocker", "status", "resolved_at", "resolved_by", "verified");
  }

  @Test
  void what_is_not_resolved_is_not_verified() throws IOException {
    new StatusFiles(memory).project(after(12));
    assertThat(content()).containsEntry("status", "in_progress").containsEntry("verified", false);
    assertThat(content().get("resolved_at")).isNull();
  }

  @Test
  void files_that_are_kept_up_event_by_event_say_what_the_whole_run_says() throws IOException {
    var memories = new MemoryFolder(Files.createDirectory(memory.folder().resolve("other")));
    var kept = new StatusFiles(memory);
    int events = EventSamples.run().size();
    for (int count = 1; count <= events; count++) {
      RunState state = after(count);
      kept.project(state);
      new StatusFiles(memories).project(state);
      for (String id : state.blockers().keySet()) {
        assertThat(StatusFiles.file(memory, id))
            .as("%s after event %d", id, count)
            .hasSameTextualContentAs(StatusFiles.file(memories, id));
      }
    }
  }

  @Test
  void a_deleted_file_comes_back_the_same() throws IOException {
    new StatusFiles(memory).project(after(13));
    String before = Files.readString(file);
    Files.delete(file);
    new StatusFiles(memory).project(after(13));
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void the_first_systems_file_is_known_by_its_key_and_set_aside_untouched() throws IOException {
    Path old = memory.folder().resolve("blocker-B1-status.json");
    String text =
        "{\"blocker\": \"B-1\", \"status\": \"resolved\", \"resolved_at\":"
            + " \"2025-06-16T20:00:03.123456\", \"resolved_by\": \"emergency-executor\"}";
    Files.writeString(old, text);

    var claim = (Claims.Claim) Claims.readAll(memory).getFirst();
    List<Path> moved = StatusFiles.setClaimsAside(memory, List.of("B-1"));

    assertThat(claim.isAbout("B-1")).isTrue();
    assertThat(claim.status()).isEqualTo(Status.RESOLVED);
    assertThat(claim.resolvedAt()).contains(java.time.Instant.parse("2025-06-16T20:00:03.123456Z"));
    assertThat(moved).containsExactly(old);
    assertThat(old).doesNotExist();
    assertThat(Files.readString(memory.claims().resolve("blocker-B1-status.json"))).isEqualTo(text);
  }

  @Test
  void a_file_that_is_no_json_is_named_and_kept_before_ours_is_written() throws IOException {
    Files.writeString(file, "{\"blocker\": \"B-1\", \"sta");

    var broken = (Claims.Unreadable) Claims.readAll(memory).getFirst();
    StatusFiles.setClaimsAside(memory, List.of("B-1"));
    new StatusFiles(memory).project(after(2));

    assertThat(broken.file()).isEqualTo(file);
    assertThat(memory.claims().resolve("blocker-B-1-status.json"))
        .hasContent("{\"blocker\": \"B-1\", \"sta");
    assertThat(content()).containsEntry("status", "in_progress");
  }

  @Test
  void a_readable_file_of_somebody_else_under_our_name_is_kept_before_ours_is_written()
      throws IOException {
    String text = "{\"blocker\": \"B-1\", \"status\": \"resolved\"}";
    Files.writeString(file, text);

    StatusFiles.setClaimsAside(memory, List.of("B-1"));

    assertThat(file).doesNotExist();
    assertThat(memory.claims().resolve("blocker-B-1-status.json")).hasContent(text);
  }

  @Test
  void our_own_files_stay_and_what_was_set_aside_before_is_not_overwritten() throws IOException {
    Path old = memory.folder().resolve("blocker-B1-status.json");
    for (String text : List.of("first", "second")) {
      Files.writeString(old, text);
      StatusFiles.setClaimsAside(memory, List.of("B-1"));
    }
    new StatusFiles(memory).project(after(2));

    assertThat(StatusFiles.setClaimsAside(memory, List.of("B-1"))).isEmpty();
    assertThat(memory.claims().resolve("blocker-B1-status.json")).hasContent("first");
    assertThat(memory.claims().resolve("blocker-B1-status.json.2")).hasContent("second");
  }

  @Test
  void an_id_that_a_forger_chose_does_not_lead_out_of_the_folder() {
    assertThat(memory.statusFile("../../evil/$(id)\n").getParent()).isEqualTo(memory.folder());
    assertThat(memory.archive("../".repeat(200)).getParent()).isEqualTo(memory.folder());
    assertThat(memory.archive("x".repeat(5000)).getFileName().toString()).hasSizeLessThan(200);
  }
}
