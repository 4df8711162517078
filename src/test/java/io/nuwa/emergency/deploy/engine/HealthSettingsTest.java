package io.nuwa.emergency.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Podman's API joins a check's words with blanks and cuts them apart again at blanks. */
class HealthSettingsTest {
  @Test
  void words_that_were_cut_apart_are_those_of_the_compose_file_again() {
    var cut = HealthSettings.of(List.of("CMD", "sh", "-c", "exit", "1"));

    HealthSettings whole = cut.saying(List.of("CMD", "sh", "-c", "exit 1"));

    assertThat(whole.cut()).isTrue();
    assertThat(whole.test()).containsExactly("CMD", "sh", "-c", "exit 1");
  }

  @Test
  void a_shell_s_text_that_only_lies_in_pieces_is_the_same() {
    var pieces =
        HealthSettings.of(List.of("CMD-SHELL", "curl", "-f", "localhost", "||", "exit", "1"));

    assertThat(pieces.saying(List.of("CMD-SHELL", "curl -f localhost || exit 1")))
        .isEqualTo(pieces);
  }

  @Test
  void a_shell_s_text_with_more_than_one_blank_is_another() {
    var pieces = HealthSettings.of(List.of("CMD-SHELL", "test", "'a", "b'", "=", "x"));

    assertThat(pieces.saying(List.of("CMD-SHELL", "test 'a  b' = x")).cut()).isTrue();
  }

  @Test
  void what_the_file_does_not_say_is_the_image_s() {
    var image = HealthSettings.of(List.of("CMD", "pg_isready"));

    assertThat(image.saying(List.of())).isEqualTo(image);
  }

  @Test
  void a_check_that_is_turned_off_stays_off() {
    assertThat(HealthSettings.of(List.of("NONE")).saying(List.of("CMD", "true")).exists())
        .isFalse();
  }
}
