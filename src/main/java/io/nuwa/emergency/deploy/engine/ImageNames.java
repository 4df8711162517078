package io.nuwa.emergency.deploy.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What names of images stand for, remembered for as long as nobody gives, moves or takes away a
 * name. To say it of one name takes Podman 8 ms of processor; but it writes all names into one
 * file, its register, and puts a new one in its place whenever one changes. Where there is no such
 * file, as with Docker, the engine is asked each time; and so is another engine than the last one.
 * For any number of threads.
 */
public final class ImageNames {
  private Optional<Engine> asked = Optional.empty();
  private Optional<Path> register = Optional.empty();
  private Optional<Known> known = Optional.empty();

  /** What an engine said of some names, of which it may not know all. */
  record Answer(Map<String, String> ids, Optional<Path> register) {}

  /** Asks an engine; empty when it does not say. */
  @FunctionalInterface
  interface Question {
    Optional<Answer> ask(Collection<String> names) throws InterruptedException;
  }

  private record Known(Stamp stamp, Set<String> asked, Map<String, String> ids) {
    boolean answers(Stamp now, Collection<String> names) {
      return stamp.equals(now) && asked.containsAll(names);
    }
  }

  /** What is never the same again after the register was replaced, or changed. */
  private record Stamp(Object file, FileTime modified, long size) {}

  /**
   * What these names stand for now; one that stands for nothing is left out.
   *
   * @param question asks that engine
   */
  synchronized Optional<Map<String, String>> of(
      Engine engine, Collection<String> names, Question question) throws InterruptedException {
    if (!asked.equals(Optional.of(engine)) && !names.isEmpty()) {
      // One more question, once, so that the register is looked at before all are asked.
      register = question.ask(List.of(names.iterator().next())).flatMap(Answer::register);
      known = Optional.empty();
      asked = Optional.of(engine);
    }
    // Before the engine is asked: what changes meanwhile makes the next one ask again.
    Optional<Stamp> now = register.flatMap(ImageNames::stamp);
    Optional<Known> before = known;
    if (now.isPresent() && before.isPresent() && before.get().answers(now.get(), names)) {
      var ids = new TreeMap<>(before.get().ids());
      ids.keySet().retainAll(names);
      return Optional.of(ids);
    }
    Optional<Answer> answer = question.ask(names);
    register = answer.flatMap(Answer::register);
    known =
        now.flatMap(stamp -> answer.map(said -> new Known(stamp, Set.copyOf(names), said.ids())));
    return answer.map(Answer::ids);
  }

  /** Where Podman keeps its register, by what it says of an image: where that one's files lie. */
  static Optional<Path> register(JsonNode image) {
    JsonNode driver = image.path("GraphDriver");
    String name = driver.path("Name").asText();
    Path diff = Path.of(driver.path("Data").path("UpperDir").asText());
    // STORAGE/overlay/LAYER/diff, beside STORAGE/overlay-images.
    return diff.isAbsolute() && diff.getNameCount() > 3 && !name.isEmpty()
        ? Optional.of(
            diff.getParent().getParent().resolveSibling(name + "-images").resolve("images.json"))
        : Optional.empty();
  }

  private static Optional<Stamp> stamp(Path register) {
    try {
      var file = Files.readAttributes(register, BasicFileAttributes.class);
      return Optional.of(new Stamp(file.fileKey(), file.lastModifiedTime(), file.size()));
    } catch (IOException e) {
      // None here, or none that this user may see.
      return Optional.empty();
    }
  }
}
