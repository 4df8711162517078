package io.nuwa.emergency.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimsTest {
  @TempDir Path folder;

  @Test
  void a_status_file_of_more_than_a_mebibyte_is_not_read() throws Exception {
    Path file = folder.resolve("blocker-B-1-status.json");
    String claim = "{\"blocker\":\"B-1\",\"status\":\"resolved\",\"more\":\"%s\"}";
    Files.writeString(file, claim.formatted("x"));
    assertThat(Claims.read(file)).isInstanceOf(Claims.Claim.class);

    Files.writeString(file, claim.formatted("x".repeat(1 << 20)));

    assertThat(Claims.read(file))
        .isInstanceOfSatisfying(
            Claims.Unreadable.class,
            refused -> assertThat(refused.reason()).contains("1048", "not read"));
  }
}
