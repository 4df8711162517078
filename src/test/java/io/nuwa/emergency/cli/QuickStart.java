package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What scripts/emergency does so that a process starts quickly: an AOT cache, and flags. A start
 * without it takes three times as much processor, and the tests start hundreds.
 */
public final class QuickStart {
  private static final List<String> FLAGS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:ArchiveRelocationMode=0",
          "-XX:-AOTReplayTraining",
          "-Xlog:disable",
          "-Xlog:all=error,aot*=off,cds*=off:stderr");

  private static final Path FOLDER = FatJar.JAR.resolveSibling("quick-start");
  private static final Path CACHE = FOLDER.resolve("emergency.aot");

  private static List<String> learnt = List.of();

  private QuickStart() {}

  /** The flags of a JVM for the JAR in its place; the first call may take seconds. */
  public static synchronized List<String> flags() {
    if (learnt.isEmpty()) {
      try {
        learn();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException("the test was stopped", e);
      }
      learnt = Stream.concat(FLAGS.stream(), Stream.of("-XX:AOTCache=" + CACHE)).toList();
    }
    return learnt;
  }

  private static void learn() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    Path home = Files.createTempDirectory(FOLDER, "home");
    Files.deleteIfExists(CACHE);
    Path said = FOLDER.resolve("learning.txt");
    Process learning =
        new ProcessBuilder(
                FatJar.JAVA.toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:AOTCacheOutput=" + CACHE,
                "-cp",
                FatJar.JAR.toString(),
                "io.nuwa.emergency.cli.Rehearsal",
                home.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(learning.waitFor(5, TimeUnit.MINUTES)).as("the rehearsal ended").isTrue();
    assertThat(CACHE).as("see %s", said).isNotEmptyFile();
  }
}
