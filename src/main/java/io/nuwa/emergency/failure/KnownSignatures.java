package io.nuwa.emergency.failure;

import io.nuwa.emergency.config.ConfigReader;
import io.nuwa.emergency.config.Problems;
import io.nuwa.emergency.config.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The signatures that we ship, from {@code failure/signatures.yaml}, where each stands with the
 * texts in which it was seen. Read when something has failed, and not before.
 */
public final class KnownSignatures {
  /** Where they stand in the JAR. */
  static final String RESOURCE = "/failure/signatures.yaml";

  private KnownSignatures() {}

  /**
   * A signature as it stands in the file.
   *
   * @param texts what real programs have said that it must recognise
   */
  record Known(Signature signature, List<String> texts) {
    Known {
      texts = List.copyOf(texts);
    }
  }

  /**
   * The signatures for what one kind of source says.
   *
   * @param source a list of the file: {@code engine}, {@code program}, {@code file}
   * @throws IllegalArgumentException when the file has no such list
   */
  public static Signatures of(String source) {
    return new Signatures(read(source).stream().map(Known::signature).toList());
  }

  static List<Known> read(String source) {
    var problems = new Problems();
    Section root =
        Section.of(
            ConfigReader.read("signatures.yaml", text(), problems).orElseThrow(),
            "signatures",
            problems);
    var known = new ArrayList<Known>();
    for (Section section : root.sections(source)) {
      FailureClass kind =
          FailureClass.of(section.text("class"))
              .orElseThrow(() -> new IllegalArgumentException(section.text("class")));
      var texts = new ArrayList<>(section.texts("recorded"));
      texts.addAll(section.texts("reported"));
      known.add(
          new Known(Signature.of(kind, section.text("pattern"), section.text("source")), texts));
      section.finish();
    }
    problems.throwIfAny();
    if (known.isEmpty()) {
      throw new IllegalArgumentException("no signatures for '" + source + "'");
    }
    return List.copyOf(known);
  }

  private static String text() {
    try (InputStream in = KnownSignatures.class.getResourceAsStream(RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the JAR is damaged: " + RESOURCE, e);
    }
  }
}
