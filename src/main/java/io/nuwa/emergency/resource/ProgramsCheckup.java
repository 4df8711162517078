package io.nuwa.emergency.resource;

import io.nuwa.emergency.failure.Finding;
import io.nuwa.emergency.step.Checkup;
import io.nuwa.emergency.step.StepInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Java that runs us, and a browser for pictures of pages.
 *
 * @param searchPath where programs are looked for, as {@code PATH} says it
 */
record ProgramsCheckup(String searchPath) implements Checkup {
  private static final int OLDEST_JAVA = 25;
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  @Override
  public String name() {
    return "programs";
  }

  @Override
  public List<Finding> look(StepInput input) {
    return List.of(java(Runtime.version().feature()), browser());
  }

  static Finding java(int feature) {
    String text = "Java " + feature + " in " + System.getProperty("java.home");
    return feature >= OLDEST_JAVA
        ? Finding.good(text)
        : Finding.bad(text, "set JAVA_HOME to a JDK " + OLDEST_JAVA + " or newer");
  }

  private Finding browser() {
    Optional<Path> browser =
        Stream.of(searchPath.split(":", -1))
            .filter(folder -> !folder.isEmpty())
            .flatMap(folder -> BROWSERS.stream().map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
    return browser
        .map(found -> Finding.good("pictures of pages can be taken by " + found))
        .orElseGet(
            () ->
                Finding.doubtful(
                    "no Chromium or Chrome on the PATH: no pictures of pages can be taken",
                    "apt-get install chromium"));
  }
}
