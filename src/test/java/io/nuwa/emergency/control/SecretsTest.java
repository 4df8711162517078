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

  private Secrets asking() {
    Plan plan =
        new Workbench(home)
            .planText(
                Workbench.PLAN
                    + """
                    stack: {compose-file: c.yaml, project: p, services: [s], environment-file: stack/.env}
                    alerts: {webhooks: [{id: ops, form: json, url: "http://localhost/${secret.PIN}?key=${secret.DOOR}"}]}
                    """)
            .plan();
    return new Secrets(home, plan);
  }

  @Test
  void what_a_template_asks_for_is_hidden_however_plain_it_looks() throws IOException {
    write("PIN=4711\nDOOR=sesame\nUSER_NAME=admin\nWEB_PORT=8080\n");

    assertThat(asking().redaction().hide("pin 4711 of admin opens sesame at port 8080"))
        .isEqualTo("pin *** of admin opens *** at port 8080");
    assertThat(asking().tooShort()).isEmpty();
    assertThat(asking().missing()).isEmpty();
  }

  @Test
  void what_is_too_short_to_be_hidden_or_not_there_is_refused_by_name() throws IOException {
    write("PIN=471\nA=1\n");

    assertThat(asking().tooShort())
        .singleElement()
        .satisfies(
            fault -> assertThat(fault.text()).contains("PIN is 3 long").doesNotContain("471"));
    assertThat(asking().missing())
        .singleElement()
        .satisfies(fault -> assertThat(fault.text()).endsWith("stack/.env has no line for DOOR"));
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
