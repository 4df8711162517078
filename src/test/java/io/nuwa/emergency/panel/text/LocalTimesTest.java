package io.nuwa.emergency.panel.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class LocalTimesTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05.999Z");

  @Test
  void writes_the_wall_clock_of_its_zone() {
    assertThat(new LocalTimes(ZoneOffset.UTC).minute(AT)).isEqualTo("2026-01-02 03:04");
    assertThat(new LocalTimes(ZoneOffset.UTC).second(AT)).isEqualTo("2026-01-02 03:04:05");
    assertThat(new LocalTimes(ZoneId.of("Asia/Shanghai")).second(AT))
        .isEqualTo("2026-01-02 11:04:05");
    assertThat(new LocalTimes(ZoneId.of("America/New_York")).minute(AT))
        .isEqualTo("2026-01-01 22:04");
  }
}
