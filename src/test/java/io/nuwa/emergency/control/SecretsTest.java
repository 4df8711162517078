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
  void lines_of_name_and_value_are_read_and_the_rest_is_not() throws IOException {
    write(
        """
        # a comment=1
          # another=2
        PASSWORD=a=b c#d
        QUOTED="with space"
        SINGLE='x'
        HALF="x
        EMPTY=
          INDENTED = y \s
        =nothing
        no line
        """);

    assertThat(secrets().get())
        .containsOnlyKeys("PASSWORD", "QUOTED", "SINGLE", "HALF", "EMPTY", "INDENTED")
        .containsEntry("PASSWORD", "a=b c#d")
        .containsEntry("QUOTED", "with space")
        .containsEntry("SINGLE", "x")
        .containsEntry("HALF", "\"x")
        .containsEntry("EMPTY", "")
        .containsEntry("INDENTED", "y");
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
