package io.nuwa.emergency.report;

import io.nuwa.emergency.control.DiagnosisCase;
import io.nuwa.emergency.files.AtomicFile;
import io.nuwa.emergency.files.PlainFile;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.redaction.Redaction;
import io.nuwa.emergency.run.DiagnosisName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes diagnoses to {@code logs/diagnoses}: a folder each, and a zip of it beside. Every text
 * goes through the redaction once more here, because a journal may be older than it. The newest
 * {@value OldDiagnoses#KEPT} are kept.
 *
 * @param home the folder that holds {@code logs/}
 */
public record DiagnosisFiles(Path home) {
  /**
   * What was written.
   *
   * @param folder with the texts
   * @param zip of the folder
   * @param spoken the first lines, for a terminal
   * @param document the JSON document
   */
  public record Written(Path folder, Path zip, String spoken, Map<String, Object> document) {}

  /**
   * Writes one.
   *
   * @param again whether a diagnosis of this blocker and second is written over, as one that comes
   *     from the journal is; otherwise it gets a number
   * @throws IOException when it could not be written
   */
  public Written write(DiagnosisCase one, boolean again) throws IOException {
    Path diagnoses = home.resolve(DiagnosisName.FOLDER);
    String name = name(diagnoses, one.blocker(), one.takenAt(), again);
    Path folder = diagnoses.resolve(name);
    Redaction redaction = one.redaction();
    var markdown = new DiagnosisMarkdown(one);
    Map<String, Object> document =
        hidden(DiagnosisJson.document(one, DiagnosisName.FOLDER + "/" + name), redaction);
    var files = new LinkedHashMap<String, String>();
    files.put("diagnosis.md", redaction.hide(markdown.render()));
    files.put("diagnosis.json", JsonText.pretty(document) + "\n");
    for (DiagnosisCase.Testimony seen : one.testimony()) {
      files.put(DiagnosisName.fileName(seen.name()), redaction.hide(seen.text()));
    }
    if (!one.failureText().isBlank()) {
      files.put("failure.txt", redaction.hide(one.failureText()));
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      AtomicFile.write(folder.resolve(file.getKey()), file.getValue(), PlainFile.ownersOnly());
    }
    Path zip = diagnoses.resolve(name + ".zip");
    AtomicFile.write(zip, zipped(name, files, one.takenAt()), PlainFile.ownersOnly());
    new OldDiagnoses(diagnoses).remove();
    return new Written(folder, zip, redaction.hide(markdown.spoken()), document);
  }

  private static String name(Path diagnoses, String blocker, Instant at, boolean again) {
    String wanted = DiagnosisName.of(blocker, at);
    String name = wanted;
    for (int number = 2;
        !again && Files.exists(diagnoses.resolve(name), LinkOption.NOFOLLOW_LINKS);
        number++) {
      name = wanted + "-" + number;
    }
    return name;
  }

  private static byte[] zipped(String folder, Map<String, String> files, Instant at)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        var entry = new ZipEntry(folder + "/" + file.getKey());
        entry.setTime(at.toEpochMilli());
        zip.putNextEntry(entry);
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** The same document with secrets taken out of each text, so that it stays JSON. */
  private static Map<String, Object> hidden(Map<?, ?> map, Redaction redaction) {
    var hidden = new LinkedHashMap<String, Object>();
    map.forEach((key, value) -> hidden.put(key.toString(), hiddenValue(value, redaction)));
    return hidden;
  }

  private static Object hiddenValue(Object value, Redaction redaction) {
    return switch (value) {
      case String text -> redaction.hide(text);
      case Optional<?> optional -> optional.map(inner -> hiddenValue(inner, redaction));
      case Map<?, ?> map -> hidden(map, redaction);
      case List<?> list -> list.stream().map(item -> hiddenValue(item, redaction)).toList();
      default -> value;
    };
  }
}
