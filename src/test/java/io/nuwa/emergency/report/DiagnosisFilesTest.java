package io.nuwa.emergency.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.cli.PublishedSchema;
import io.nuwa.emergency.control.DiagnosisCase;
import io.nuwa.emergency.json.JsonObject;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.redaction.Redaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosisFilesTest {
  @TempDir Path home;

  @Test
  void the_first_ten_lines_say_it_all() throws IOException {
    String markdown = markdown(Cases.portInUse());

    List<String> lines = markdown.lines().limit(10).toList();
    assertThat(lines.get(0)).isEqualTo("# B-1 Deployment: not resolved — port-in-use");
    assertThat(lines.get(2))
        .startsWith("- **What** up failed: ")
        .contains("address already in use");
    // First red again at 20:04; the failure of 20:01 belongs to an earlier time, before it was
    // green.
    assertThat(lines.get(3))
        .contains("2026-01-05 20:04:00 UTC", "26 min", "failed 2 times", "run week-2-1");
    assertThat(lines.get(4))
        .startsWith("- **By the text** Error: cannot listen")
        .contains("says it");
    assertThat(lines.get(5))
        .contains("remove-stale-container (not-applicable)", "alternate-port (moved nothing)");
    assertThat(lines.get(6)).contains("1 of 2 pass", "ports alert");
    assertThat(lines.get(7)).contains("held by a stranger, python3 (pid 4711)", "api is exited");
    assertThat(lines.get(8)).contains("ss -ltnp sport = :8000");
    assertThat(lines.get(9)).contains("FrontEndBot", "repairs deployments");
  }

  @Test
  void the_details_hold_logs_gates_remedies_and_the_journal_of_this_blocker() throws IOException {
    String markdown = markdown(Cases.portInUse());

    assertThat(markdown)
        .contains("the last 200 lines of api", "## Gates over time", "0 of 4 open")
        .contains("`alternate-port` against deploy/up: applied, **moved nothing**", "as before")
        .contains("   7 2026-01-05T20:06:00Z deploy/up FAILED, port-in-use")
        .doesNotContain("other/one");
  }

  @Test
  void a_line_that_a_log_repeats_is_said_once() {
    assertThat(MarkdownText.folded("a\nb\nb\nb\nc\na\na"))
        .isEqualTo("a\nb\n[the same line 2 more times]\nc\na\n[the same line 1 more times]");
  }

  @Test
  void the_json_follows_its_published_schema_and_says_the_same() throws IOException {
    DiagnosisFiles.Written written = new DiagnosisFiles(home).write(Cases.portInUse(), true);

    String json = Files.readString(written.folder().resolve("diagnosis.json"));
    assertThat(PublishedSchema.DIAGNOSIS.problems(json)).isEmpty();
    var document = new JsonObject(JsonText.read(json));
    assertThat(document.text("since")).isEqualTo("2026-01-05T20:04:00Z");
    assertThat(document.object("failure").text("class")).isEqualTo("port-in-use");
    assertThat(document.object("failure").text("recognisedBy")).isEqualTo(Cases.BOUND);
    assertThat(document.objects("tried").getLast().flag("moved")).isFalse();
    assertThat(home.resolve(document.text("zip"))).isRegularFile();
  }

  @Test
  void the_zip_holds_the_folder() throws IOException {
    DiagnosisFiles.Written written = new DiagnosisFiles(home).write(Cases.portInUse(), true);

    String folder = written.folder().getFileName() + "/";
    Map<String, String> expected = new TreeMap<>();
    files(written.folder()).forEach((name, text) -> expected.put(folder + name, text));
    assertThat(unzipped(written.zip())).isEqualTo(expected);
    assertThat(expected)
        .containsKeys(folder + "diagnosis.md", folder + "log-api.txt", folder + "failure.txt");
  }

  @Test
  void no_file_holds_a_secret_even_when_the_journal_does() throws IOException {
    String text = "password is Hunter\"Zwei9, SHVudGVyIlp3ZWk5 and Bearer abcdefgh12345678";
    var redaction = Redaction.of(List.of("Hunter\"Zwei9"));
    DiagnosisFiles.Written written =
        new DiagnosisFiles(home).write(Cases.of("B-1", "Deployment", text, redaction), true);

    var all = new TreeMap<>(files(written.folder()));
    all.putAll(unzipped(written.zip()));
    all.put("spoken", written.spoken());
    all.put("document", JsonText.pretty(written.document()));
    assertThat(all.values())
        .allSatisfy(
            file ->
                assertThat(file)
                    .doesNotContain("Zwei9")
                    .doesNotContain("SHVudGVy")
                    .doesNotContain("abcdefgh12345678"));
    assertThat(String.join("", all.values())).contains("***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../../etc/x",
        "..",
        "a b'c\"d",
        "$(touch x)`id`",
        "line\nbreak\u001b[2J",
        "\u202Eright to left",
        "```\n# heading\n[link](http://x) <b>",
        "/"
      })
  void hostile_names_stay_within_the_folder_and_the_text(String hostile) throws IOException {
    DiagnosisFiles.Written written =
        new DiagnosisFiles(home)
            .write(Cases.of(hostile, hostile, hostile, Redaction.BY_SHAPE), true);

    assertThat(written.folder().toRealPath().getParent())
        .isEqualTo(home.resolve("logs/diagnoses").toRealPath());
    String markdown = Files.readString(written.folder().resolve("diagnosis.md"));
    assertThat(markdown).doesNotContain("\u001b").doesNotContain("\u202E");
    assertThat(markdown.lines().filter(line -> line.startsWith("# ")))
        .hasSize(hostile.contains("# h") ? 4 : 1);
    assertThat(markdown.lines().limit(10))
        .noneMatch(line -> line.contains("[link](") && !line.contains("\\[link"));
    String json = Files.readString(written.folder().resolve("diagnosis.json"));
    assertThat(PublishedSchema.DIAGNOSIS.problems(json)).isEmpty();
    assertThat(JsonText.read(json).get("blocker")).isEqualTo(hostile);
  }

  @Test
  void one_from_the_journal_is_written_over_and_one_by_hand_gets_a_number() throws IOException {
    var files = new DiagnosisFiles(home);
    Path first = files.write(Cases.portInUse(), true).folder();
    assertThat(files.write(Cases.portInUse(), true).folder()).isEqualTo(first);
    assertThat(files.write(Cases.portInUse(), false).folder().getFileName())
        .hasToString(first.getFileName() + "-2");
  }

  @Test
  void the_newest_fifty_are_kept_and_nothing_of_others_is_touched() throws IOException {
    Path diagnoses = Files.createDirectories(home.resolve("logs/diagnoses"));
    Path foreign = Files.createDirectories(diagnoses.resolve("mine"));
    Path nested = Files.createDirectories(diagnoses.resolve("20200101T000000Z-B-1/inner"));
    Path outside = Files.writeString(home.resolve("outside.txt"), "kept");
    for (int i = 10; i < 65; i++) {
      Path old = Files.createDirectories(diagnoses.resolve("202101" + i + "T000000Z-B-1"));
      Files.createSymbolicLink(old.resolve("diagnosis.md"), outside);
      Files.writeString(diagnoses.resolve(old.getFileName() + ".zip"), "");
    }

    Path written = new DiagnosisFiles(home).write(Cases.portInUse(), true).folder();

    List<String> names;
    try (Stream<Path> all = Files.list(diagnoses)) {
      names = all.map(file -> file.getFileName().toString()).sorted().toList();
    }
    assertThat(names).contains(written.getFileName().toString(), "20210164T000000Z-B-1");
    assertThat(names).doesNotContain("20210115T000000Z-B-1", "20210115T000000Z-B-1.zip");
    assertThat(names.stream().filter(name -> name.startsWith("202101") && !name.endsWith("zip")))
        .hasSize(49);
    assertThat(foreign).isDirectory();
    assertThat(nested).isDirectory();
    assertThat(outside).hasContent("kept");
  }

  private String markdown(DiagnosisCase one) throws IOException {
    return Files.readString(
        new DiagnosisFiles(home).write(one, true).folder().resolve("diagnosis.md"));
  }

  private static Map<String, String> files(Path folder) throws IOException {
    var texts = new TreeMap<String, String>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }

  private static Map<String, String> unzipped(Path zip) throws IOException {
    var texts = new TreeMap<String, String>();
    try (var file = new ZipFile(zip.toFile())) {
      for (var entry : file.stream().toList()) {
        byte[] bytes = file.getInputStream(entry).readAllBytes();
        texts.put(entry.getName(), new String(bytes, StandardCharsets.UTF_8));
      }
    }
    return texts;
  }
}
