package io.nuwa.emergency.drill.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private final List<Fault> all = Faults.all();

  @Test
  void are_more_than_the_forty_kinds_that_were_asked_for() {
    assertThat(all).hasSizeGreaterThanOrEqualTo(54);
    assertThat(all)
        .extracting(Fault::id)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[a-z0-9-]+"));
    assertThat(all).extracting(Fault::what).doesNotHaveDuplicates();
  }

  @Test
  void those_that_break_something_name_the_class_that_is_right() {
    assertThat(all)
        .filteredOn(
            fault ->
                fault.expectation() instanceof Expectation.Repaired
                    || fault.expectation() instanceof Expectation.GivenUp)
        .isNotEmpty()
        .allSatisfy(fault -> assertThat(fault.expectation().classes()).isNotEmpty());
  }

  @Test
  void stand_in_the_page_about_them_with_what_is_right() throws IOException {
    String page = Files.readString(Path.of("docs/drill.md"));
    for (Fault fault : all) {
      String right =
          switch (fault.expectation()) {
            case Expectation.Repaired _ -> "repaired";
            case Expectation.GivenUp _ -> "given up";
            case Expectation.Refused _ -> "refused";
            case Expectation.Disbelieved _ -> "disbelieved";
            case Expectation.NoAlarm _ -> "no alarm";
            case Expectation.Passes _ -> "passes by itself";
          };
      assertThat(page).contains("| `" + fault.id() + "` | " + fault.what() + " | " + right + " |");
    }
  }

  @Test
  void some_of_them_break_nothing_so_that_false_alarms_show() {
    assertThat(all).anyMatch(fault -> fault.expectation() instanceof Expectation.NoAlarm);
    assertThat(all).anyMatch(fault -> fault.expectation() instanceof Expectation.Passes);
    assertThat(all).anyMatch(fault -> fault.expectation() instanceof Expectation.GivenUp);
  }
}
