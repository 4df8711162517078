package io.nuwa.emergency.report.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.cli.PublishedSchema;
import io.nuwa.emergency.report.page.Wording;
import io.nuwa.emergency.report.story.Stories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportFilesTest {
  private static final String NAME = "report-20260106T030000Z";

  @TempDir private Path home;
  private final List<String> notices = new ArrayList<>();
  private final ReportFiles files = new ReportFiles(Wording.ZH, ZoneOffset.UTC, notices::add);

  @Test
  void a_check_leaves_json_and_markdown_and_the_same_check_writes_them_again() throws IOException {
    files.write(Stories.whole(home));
    files.write(Stories.whole(home));

    assertThat(names()).containsExactly(NAME + ".json", NAME + ".md");
    assertThat(PublishedSchema.REPORT.problems(Files.readString(folder().resolve(NAME + ".json"))))
        .isEmpty();
    assertThat(folder().resolve(NAME + ".md")).content().contains("../../promptx/memory/evidence/");
    assertThat(notices).isEmpty();
  }

  @Test
  void the_oldest_go_and_only_files_of_our_names_do() throws IOException {
    Files.createDirectories(folder());
    for (int i = 0; i < ReportFiles.KEPT + 20; i++) {
      Files.writeString(folder().resolve("report-20250101T%06dZ.json".formatted(i)), "{}");
    }
    List<String> strangers =
        List.of("report-1.json", "report-20240101T000000Z.html", "my-report-20240101T000000Z.md");
    for (String name : strangers) {
      Files.writeString(folder().resolve(name), "mine");
    }
    Files.createDirectories(folder().resolve("report-20230101T000000Z.md"));

    files.write(Stories.whole(home));

    List<String> left = names();
    assertThat(left).containsAll(strangers).contains("report-20230101T000000Z.md", NAME + ".md");
    assertThat(left.stream().filter(name -> name.matches("report-2025.*json")))
        .hasSize(ReportFiles.KEPT - 1)
        .doesNotContain("report-20250101T000020Z.json")
        .contains("report-20250101T000021Z.json");
  }

  @Test
  void a_disk_that_takes_nothing_is_said_once_and_once_more_when_it_is_over() throws IOException {
    Files.createDirectories(home.resolve("logs"));
    Files.writeString(folder(), "a file where the folder should be");

    files.write(Stories.whole(home));
    files.write(Stories.whole(home));
    assertThat(notices).hasSize(1);
    assertThat(notices.getFirst()).contains("could not be written", "emergency report");

    Files.delete(folder());
    files.write(Stories.whole(home));
    assertThat(notices).hasSize(2);
    assertThat(names()).contains(NAME + ".json");
  }

  @Test
  void a_guide_that_cannot_be_written_is_said_once_and_left_as_it_is() throws IOException {
    Path guide = home.resolve("promptx/emergency-execution-guide.md");
    Files.createDirectories(guide.getParent());
    Files.writeString(guide, "mine");
    var keeper = new Guide((view, zone, wording) -> "panel", ZoneOffset.UTC, notices::add);

    keeper.update(Stories.whole(home));
    keeper.update(Stories.whole(home));
    assertThat(notices).singleElement().asString().contains(guide.toString(), "once each");
    assertThat(guide).hasContent("mine");

    Files.delete(guide);
    keeper.update(Stories.whole(home));
    assertThat(guide).content().contains("panel", "❌ 检查点 6h");
    assertThat(notices).hasSize(2);
  }

  private Path folder() {
    return home.resolve("logs/reports");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> found = Files.list(folder())) {
      return found.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
