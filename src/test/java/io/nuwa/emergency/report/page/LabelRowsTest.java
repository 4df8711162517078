package io.nuwa.emergency.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelRowsTest {
  private final LabelRows rows = new LabelRows();

  @Test
  void labels_that_would_overlap_stand_in_rows_of_their_own() {
    assertThat(rows.place(100, 1000, 11, "UNDECIDED").row()).isZero();
    assertThat(rows.place(120, 1000, 11, "GO").row()).isEqualTo(1);
    assertThat(rows.place(130, 1000, 11, "检查点").row()).isEqualTo(2);
    assertThat(rows.count()).isEqualTo(3);
  }

  @Test
  void a_row_is_used_again_where_there_is_room() {
    rows.place(100, 1000, 11, "UNDECIDED");
    assertThat(rows.place(300, 1000, 11, "UNDECIDED").row()).isZero();
    assertThat(rows.count()).isEqualTo(1);
  }

  @Test
  void a_label_does_not_leave_the_drawing() {
    assertThat(rows.place(2, 1000, 11, "UNDECIDED").anchor()).isEqualTo("start");
    assertThat(rows.place(500, 1000, 11, "UNDECIDED").anchor()).isEqualTo("middle");
    assertThat(rows.place(998, 1000, 11, "UNDECIDED").anchor()).isEqualTo("end");
  }
}
