package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What scripts/emergency does so that a process starts quickly: an AOT cache, and flags. */
final class QuickStart {
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-Xlog:disable",
          "-Xlog:all=error,aot*=off,cds*=off:stderr");

  private QuickStart() {}

  /** Makes the cache in this folder, which takes seconds, and returns the flags of the JVM. */
  static List<String> learn(Path folder) throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    Path cache = folder.resolve("emergency.aot");
    Process learning =
        new ProcessBuilder(
                FatJar.JAVA.toString(),
                "-XX:+UseSerialGC",
                "-XX:AOTCacheOutput=" + cache,
                "-cp",
                FatJar.JAR.toString(),
                "io.nuwa.emergency.cli.Rehearsal",
                home.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("learning.txt").toFile())
            .start();
    assertThat(learning.waitFor(5, TimeUnit.MINUTES)).as("the rehearsal ended").isTrue();
    assertThat(cache).as("see %s", folder.resolve("learning.txt")).isNotEmptyFile();
    return java.util.stream.Stream.concat(
            FLAGS.stream(), java.util.stream.Stream.of("-XX:AOTCache=" + cache))
        .toList();
  }
}
