package io.nuwa.emergency.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.memory.MemoryException;
import io.nuwa.emergency.plan.Plan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir private Path home;

  private Plan plan(String environmentFile) {
    return new Workbench(home)
        .planText(
            Workbench.PLAN
                + "stack: {compose-file: c.yaml, project: p, services: [s]"
                + environmentFile
                + "}\n")
        .plan();
  }

  private Secrets secrets() {
    return new Secrets(home, plan(", environment-file: stack/.env"));
  }

  private void write(String text) throws IOException {
    Files.createDirectories(home.resolve("stack"));
    Files.writeString(home.resolve("stack/.env"), text);
  }

  @Test
  void a_secret_is_what_compose_gives_to_the_containers() throws IOException {
    write(
        """
        # a comment=1
        PASSWORD=a=b c#d # until here
        QUOTED="with space" # a comment
        export AGAIN=${PASSWORD}!
        """);

    assertThat(secrets().get())
        .containsOnlyKeys("PASSWORD", "QUOTED", "AGAIN")
        .containsEntry("PASSWORD", "a=b c#d")
        .containsEntry("QUOTED", "with space")
        .containsEntry("AGAIN", "a=b c#d!");
  }

  @Test
  void a_line_that_compose_refuses_is_named_without_its_content() throws IOException {
    write("A=1\nHALF=\"secret\n");

    assertThatThrownBy(() -> secrets().get())
        .isInstanceOf(MemoryException.class)
        .hasMessageContainingAll("stack/.env", "line 2", "HALF")
        .hasMessageNotContaining("secret\"");
  }

  @Test
  void a_changed_file_is_read_anew() throws IOException {
    write("PASSWORD=old\n");
    Secrets secrets = secrets();
    assertThat(secrets.get()).containsEntry("PASSWORD", "old");
    write("PASSWORD=new\n");
    assertThat(secrets.get()).containsEntry("PASSWORD", "new");
  }

  @Test
  void no_file_or_none_named_is_no_secret() {
    assertThat(secrets().get()).isEmpty();
    assertThat(new Secrets(home, plan("")).get()).isEmpty();
    assertThat(new Secrets(home, new Workbench(home).plan()).get()).isEmpty();
  }

  @Test
  void a_file_that_is_no_text_is_named_without_its_content() throws IOException {
    write("");
    Files.write(home.resolve("stack/.env"), "P=é".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> secrets().get())
        .isInstanceOf(MemoryException.class)
        .hasMessageContainingAll("stack/.env", "is not UTF-8 text");
  }
}
