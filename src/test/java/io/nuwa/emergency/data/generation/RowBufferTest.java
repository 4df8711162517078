package io.nuwa.emergency.data.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowBufferTest {
  /** The bytes are those of PostgreSQL 15's numeric_send. */
  @ParameterizedTest
  @CsvSource({
    "0,       0, 00000008 0000 0000 0000 0000",
    "1,       0, 0000000a 0001 0000 0000 0000 0001",
    "12345678,0, 0000000c 0002 0001 0000 0000 04d2 162e",
    "1234,    2, 0000000c 0002 0000 0000 0002 000c 0d48",
    "-5,      1, 0000000a 0001 ffff 4000 0001 1388",
  })
  void a_decimal_number_reads_as_postgresql_writes_it(long unscaled, int scale, String hex) {
    var buffer = new RowBuffer(1);
    buffer.numeric(unscaled, scale);
    byte[] expected = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThat(Arrays.copyOf(buffer.bytes(), buffer.size())).isEqualTo(expected);
  }

  @Test
  void grows_when_a_value_does_not_fit_and_is_empty_after_clearing() {
    var buffer = new RowBuffer(2);
    buffer.row(1);
    buffer.text(new byte[100]);
    assertThat(buffer.size()).isEqualTo(2 + 4 + 100);
    assertThat(buffer.rows()).isEqualTo(1);
    buffer.clear();
    assertThat(buffer.size()).isZero();
    assertThat(buffer.rows()).isZero();
  }
}
