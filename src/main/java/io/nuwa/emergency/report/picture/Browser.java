package io.nuwa.emergency.report.picture;

import io.nuwa.emergency.files.WholeFile;
import io.nuwa.emergency.plan.Pictures;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.process.Invocation;
import io.nuwa.emergency.process.Processes;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An installed Chromium or Chrome that photographs a page without a screen.
 *
 * @param program its path
 * @param limit how long one picture may take; after that it and all that it started are ended
 */
record Browser(Path program, Duration limit) {
  /** How Chromium and Chrome are called by the systems that bring them, best first. */
  static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

  private static final Duration USUAL_LIMIT = Duration.ofSeconds(40);

  /** How long a page's scripts may work before it is photographed, by the page's own clock. */
  private static final Duration SETTLE = Duration.ofSeconds(6);

  /**
   * The browser that a plan wants.
   *
   * @param path the PATH of this process
   * @return empty when it wants none, or none is there
   */
  static Optional<Browser> find(Pictures.Browser wanted, String path) {
    Optional<Path> found =
        switch (wanted.kind()) {
          case NONE -> Optional.empty();
          case PATH -> wanted.path().map(Path::of).filter(Files::isExecutable);
          case AUTO ->
              NAMES.stream()
                  .flatMap(
                      name ->
                          Arrays.stream(path.split(File.pathSeparator))
                              .filter(folder -> !folder.isBlank())
                              .map(folder -> Path.of(folder, name)))
                  .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                  .findFirst();
        };
    return found.map(program -> new Browser(program, USUAL_LIMIT));
  }

  /**
   * Photographs a page.
   *
   * @param height of the picture in pixels
   * @return why there is no picture; empty when there is one
   */
  Optional<String> photograph(String url, Path picture, int height) throws InterruptedException {
    try {
      Path profile = Files.createTempDirectory("emergency-browser");
      try {
        return photograph(url, picture, height, profile);
      } finally {
        remove(profile);
      }
    } catch (IOException e) {
      return Optional.of("no folder for the browser: " + e);
    }
  }

  private Optional<String> photograph(String url, Path picture, int height, Path profile)
      throws IOException, InterruptedException {
    Path fresh = profile.resolve("picture.png");
    Completion end =
        new Processes()
            .run(
                new Invocation(
                    words(url, fresh, height, profile),
                    // Whatever it keeps goes into the folder that is thrown away.
                    Map.of("HOME", profile.toString(), "XDG_CONFIG_HOME", "", "DISPLAY", ""),
                    profile,
                    limit));
    if (end.timedOut()) {
      return Optional.of(program.getFileName() + " did not end within " + limit.toSeconds() + " s");
    }
    if (!end.succeeded() || !Files.isRegularFile(fresh, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(
          program.getFileName() + " ended with " + end.exitCode() + " and took no picture");
    }
    byte[] bytes = WholeFile.bytes(fresh);
    if (!PictureFiles.isPng(bytes)) {
      return Optional.of(program.getFileName() + " left something that is no picture");
    }
    PictureFiles.write(picture, bytes);
    return Optional.empty();
  }

  private List<String> words(String url, Path fresh, int height, Path profile) {
    var words = new ArrayList<String>();
    words.add(program.toString());
    words.addAll(
        List.of(
            "--headless",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-extensions",
            "--disable-sync",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "--no-default-browser-check",
            "--mute-audio",
            "--hide-scrollbars",
            "--force-color-profile=srgb"));
    if (isRoot()) {
      // Chromium's own sandbox refuses root.
      words.add("--no-sandbox");
    }
    words.add("--user-data-dir=" + profile.resolve("profile"));
    words.add("--window-size=1280," + height);
    words.add("--virtual-time-budget=" + SETTLE.toMillis());
    words.add("--screenshot=" + fresh);
    words.add(url);
    return words;
  }

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException unknown) {
      return "root".equals(System.getProperty("user.name"));
    }
  }

  /** What cannot be removed is left to the system, which clears its folder of temporary files. */
  private static void remove(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return delete(file);
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException fault) {
            return delete(visited);
          }
        });
  }

  private static FileVisitResult delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // A process that is just ending may still have written there.
      return FileVisitResult.CONTINUE;
    }
    return FileVisitResult.CONTINUE;
  }
}
