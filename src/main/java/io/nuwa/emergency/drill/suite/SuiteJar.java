package io.nuwa.emergency.drill.suite;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A JAR that starts a {@link BadSuite}. */
public final class SuiteJar {
  private SuiteJar() {}

  /**
   * Writes one.
   *
   * @param file where
   * @param kind how the suite is bad
   * @param code where the classes of this program are
   * @param suite the real suite
   */
  public static void write(Path file, SuiteKind kind, Path code, Path suite) throws IOException {
    var manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, BadSuite.class.getName());
    main.put(Attributes.Name.CLASS_PATH, code.toUri().toString());
    var settings = new Properties();
    settings.setProperty(BadSuite.KIND, kind.name());
    settings.setProperty(BadSuite.SUITE, suite.toString());
    var text = new StringWriter();
    settings.store(text, null);
    try (OutputStream out = Files.newOutputStream(file);
        var jar = new JarOutputStream(out, manifest)) {
      jar.putNextEntry(new JarEntry(BadSuite.SETTINGS.substring(1)));
      jar.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
      jar.closeEntry();
    }
  }
}
