package io.nuwa.emergency.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageNamesTest {
  private static final List<String> FIRST = List.of("a:1");
  private static final List<String> BOTH = List.of("a:1", "b:1");

  private static final Engine PODMAN = new Engine(EngineKind.PODMAN, "", new FakeMachine());

  @TempDir private Path storage;
  private final ImageNames names = new ImageNames();
  private final Map<String, String> engine = new TreeMap<>(Map.of("a:1", "first", "b:1", "other"));
  private Path register;
  private final List<List<String>> asked = new ArrayList<>();

  @BeforeEach
  void write_a_register() throws IOException {
    register = storage.resolve("images.json");
    Files.writeString(register, "[]");
  }

  @Test
  void nobody_is_asked_while_no_name_changed() throws Exception {
    assertThat(ask(BOTH)).contains(Map.of("a:1", "first", "b:1", "other"));
    assertThat(asked).as("the first to learn where the register is").containsExactly(FIRST, BOTH);

    assertThat(ask(BOTH)).contains(Map.of("a:1", "first", "b:1", "other"));
    assertThat(ask(List.of("b:1"))).contains(Map.of("b:1", "other"));
    assertThat(asked).hasSize(2);
  }

  @Test
  void a_name_that_is_moved_is_asked_for_again() throws Exception {
    ask(BOTH);
    move("a:1", "second");

    assertThat(ask(BOTH)).contains(Map.of("a:1", "second", "b:1", "other"));
    assertThat(ask(BOTH)).contains(Map.of("a:1", "second", "b:1", "other"));
    assertThat(asked).containsExactly(FIRST, BOTH, BOTH);
  }

  @Test
  void a_name_that_is_moved_while_the_engine_answers_is_asked_for_again() throws Exception {
    ask(FIRST);
    names.of(
        PODMAN,
        BOTH,
        _ -> {
          var answer = answer();
          moveQuietly("a:1", "second");
          return answer;
        });

    assertThat(ask(BOTH)).contains(Map.of("a:1", "second", "b:1", "other"));
  }

  @Test
  void a_register_with_another_content_of_the_same_length_is_another_one() throws Exception {
    ask(BOTH);
    engine.remove("b:1");
    var time = Files.getLastModifiedTime(register);
    replace("{}");
    Files.setLastModifiedTime(register, time);

    assertThat(ask(BOTH)).contains(Map.of("a:1", "first"));
  }

  @Test
  void a_name_that_was_not_asked_for_is_asked_for() throws Exception {
    ask(FIRST);

    assertThat(ask(BOTH)).contains(Map.of("a:1", "first", "b:1", "other"));
  }

  @Test
  void another_engine_is_asked_for_itself() throws Exception {
    ask(BOTH);
    var rootless =
        new Engine(EngineKind.PODMAN, "unix:///run/user/1000/podman.sock", PODMAN.machine());

    assertThat(
            names.of(
                rootless,
                BOTH,
                _ -> Optional.of(new ImageNames.Answer(Map.of(), Optional.of(register)))))
        .contains(Map.of());
    assertThat(ask(BOTH)).contains(Map.of("a:1", "first", "b:1", "other"));
  }

  @Test
  void without_a_register_the_engine_is_asked_each_time() throws Exception {
    Files.delete(register);
    for (int i = 0; i < 3; i++) {
      ask(BOTH);
    }
    assertThat(asked).containsExactly(FIRST, BOTH, BOTH, BOTH);
  }

  @Test
  void an_engine_that_says_nothing_leaves_nothing_to_remember() throws Exception {
    ask(BOTH);
    replace("[1]");
    assertThat(names.of(PODMAN, BOTH, _ -> Optional.empty())).isEmpty();

    assertThat(ask(BOTH)).isPresent();
    assertThat(asked).containsExactly(FIRST, BOTH, BOTH);
  }

  @Test
  void podman_says_where_the_register_is_and_docker_does_not() throws Exception {
    assertThat(registerOf("/var/lib/containers/storage/overlay/229b/diff"))
        .contains(Path.of("/var/lib/containers/storage/overlay-images/images.json"));
    assertThat(registerOf("")).isEmpty();
    assertThat(registerOf("overlay/229b/diff")).isEmpty();
    assertThat(registerOf("/diff")).isEmpty();
    assertThat(ImageNames.register(new ObjectMapper().readTree("{\"Id\": \"1\"}"))).isEmpty();
  }

  private static Optional<Path> registerOf(String upper) throws IOException {
    return ImageNames.register(
        new ObjectMapper()
            .readTree(
                "{\"GraphDriver\": {\"Name\": \"overlay\", \"Data\": {\"UpperDir\": \"%s\"}}}"
                    .formatted(upper)));
  }

  private Optional<Map<String, String>> ask(List<String> wanted) throws InterruptedException {
    return names.of(
        PODMAN,
        wanted,
        asking -> {
          asked.add(List.copyOf(asking));
          return answer();
        });
  }

  private Optional<ImageNames.Answer> answer() {
    return Optional.of(new ImageNames.Answer(Map.copyOf(engine), Optional.of(register)));
  }

  private void moveQuietly(String name, String id) {
    try {
      move(name, id);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void move(String name, String id) throws IOException {
    engine.put(name, id);
    replace(engine.toString());
  }

  /** As Podman does: a new file in the place of the old one. */
  private void replace(String content) throws IOException {
    Path next = storage.resolve("next");
    Files.writeString(next, content);
    Files.move(next, register, StandardCopyOption.REPLACE_EXISTING);
  }
}
