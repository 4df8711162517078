package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.retry.Tally;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.Verdict;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the build changes in the classes of the JAR, for AOT caches, and what it must not. */
class PackagedClassesIT {

  @Test
  void no_switch_over_types_and_no_equals_of_a_record_is_linked_while_it_runs() throws Exception {
    List<String> left = new ArrayList<>();
    int classes = 0;
    try (var jar = FileSystems.newFileSystem(FatJar.JAR);
        Stream<Path> files = Files.walk(jar.getPath("io", "nuwa", "emergency"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        classes++;
        ClassModel model = ClassFile.of().parse(Files.readAllBytes(file));
        for (MethodModel method : model.methods()) {
          method.code().stream()
              .flatMap(code -> code.elementStream())
              .filter(InvokeDynamicInstruction.class::isInstance)
              .map(InvokeDynamicInstruction.class::cast)
              .filter(PackagedClassesIT::couldBePlain)
              .forEach(call -> left.add(file + " " + method.methodName().stringValue()));
        }
      }
    }
    assertThat(classes).isGreaterThan(900);
    assertThat(left).isEmpty();
  }

  private static boolean couldBePlain(InvokeDynamicInstruction call) {
    return switch (call.bootstrapMethod().owner().displayName()) {
      case "SwitchBootstraps" ->
          call.bootstrapArgs().stream().allMatch(ClassDesc.class::isInstance);
      case "ObjectMethods" -> !call.name().stringValue().equals("toString");
      default -> false;
    };
  }

  @Test
  void records_of_the_jar_compare_and_hash_as_those_of_the_compiler_do() throws Exception {
    Instant at = Instant.parse("2025-06-16T20:00:00Z");
    List<Reading> compiled =
        List.of(
            new Reading(Verdict.PASS, OptionalDouble.of(5), "5 of 5", at),
            new Reading(Verdict.PASS, OptionalDouble.of(5), "5 of 5", at),
            new Reading(Verdict.ALERT, OptionalDouble.of(5), "5 of 5", at),
            new Reading(Verdict.PASS, OptionalDouble.empty(), "5 of 5", at),
            new Reading(Verdict.PASS, OptionalDouble.of(5), "4 of 5", at),
            new Reading(Verdict.PASS, OptionalDouble.of(5), "5 of 5", at.plusNanos(1)));
    try (var jar = loader()) {
      Class<?> verdict = jar.loadClass(Verdict.class.getName());
      List<Object> packaged = new ArrayList<>();
      for (Reading reading : compiled) {
        Object same = verdict.getEnumConstants()[reading.verdict().ordinal()];
        packaged.add(
            make(
                jar, Reading.class.getName(), same, reading.value(), reading.text(), reading.at()));
      }
      for (int i = 0; i < compiled.size(); i++) {
        for (int j = 0; j < compiled.size(); j++) {
          assertThat(packaged.get(i).equals(packaged.get(j)))
              .as("%s and %s", compiled.get(i), compiled.get(j))
              .isEqualTo(compiled.get(i).equals(compiled.get(j)));
        }
        assertThat(packaged.get(i)).isNotEqualTo(null).isNotEqualTo("a text");
      }
      assertThat(packaged.get(0)).hasSameHashCodeAs(packaged.get(1));
    }
  }

  @Test
  void numbers_and_nulls_of_records_compare_as_the_language_says() throws Exception {
    try (var jar = loader()) {
      String counts = Tally.class.getName();
      assertThat(make(jar, counts, 1, 2)).isEqualTo(make(jar, counts, 1, 2));
      assertThat(make(jar, counts, 1, 2)).isNotEqualTo(make(jar, counts, 1, 3));
      assertThat(make(jar, counts, 1, 2)).hasSameHashCodeAs(new Tally(1, 2));

      String point = "io.nuwa.emergency.metrics.Sheet$Point";
      assertThat(make(jar, point, null, -0.0)).isEqualTo(make(jar, point, null, -0.0));
      assertThat(make(jar, point, null, -0.0)).isNotEqualTo(make(jar, point, null, 0.0));
      assertThat(make(jar, point, null, Double.NaN)).isEqualTo(make(jar, point, null, Double.NaN));
      assertThat(make(jar, point, null, 2.5)).hasSameHashCodeAs(make(jar, point, null, 2.5));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "claims"})
  void a_small_cache_holds_all_that_a_glance_needs(String home, @TempDir Path folder)
      throws Exception {
    Path cache = folder.resolve("glance.aot");
    Path stage = Files.createDirectory(folder.resolve("stage"));
    GlanceStage.main(new String[] {stage.toString()});
    java(folder, "-XX:AOTCacheOutput=" + cache, "GlanceRehearsal", stage.toString(), home);
    // Whoever looks first reads the plan; afterwards its outline is known.
    glance(stage.resolve(home));
    Path loaded = folder.resolve("loaded.txt");

    glance(stage.resolve(home), "-XX:AOTCache=" + cache, "-Xlog:class+load:file=" + loaded);

    assertThat(loaded).content().contains("io.nuwa.emergency.cli.Main source: shared objects file");
    assertThat(Files.readAllLines(loaded))
        .as("a class from elsewhere is read, checked and linked at each start")
        .allMatch(line -> line.contains("source: shared objects file"));
  }

  /** As in a terminal, in the home folder. */
  private static void glance(Path home, String... flags) throws Exception {
    var words = new ArrayList<>(List.of(flags));
    words.addAll(List.of("Main", "status", "--json"));
    java(home, words.toArray(String[]::new));
  }

  /** Flags, one of our classes, and its arguments. */
  private static void java(Path folder, String... words) throws Exception {
    var command = new ArrayList<>(List.of(FatJar.JAVA.toString(), "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", FatJar.JAR.toAbsolutePath().toString()));
    for (String word : words) {
      boolean ours = Character.isUpperCase(word.charAt(0));
      command.add(ours ? "io.nuwa.emergency.cli." + word : word);
    }
    Path said = folder.resolve("said.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ended").isTrue();
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
  }

  private static URLClassLoader loader() throws IOException {
    return new URLClassLoader(new URL[] {FatJar.JAR.toUri().toURL()}, null);
  }

  private static Object make(ClassLoader jar, String record, Object... components)
      throws ReflectiveOperationException {
    Constructor<?> constructor = jar.loadClass(record).getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor.newInstance(components);
  }
}
