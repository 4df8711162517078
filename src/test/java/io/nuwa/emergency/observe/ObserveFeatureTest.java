package io.nuwa.emergency.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.observe.call.Inputs;
import io.nuwa.emergency.step.ProbeKind;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.TaskKind;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObserveFeatureTest {
  private final ObserveFeature feature = new ObserveFeature(Path.of("."), Map.of());

  @Test
  void brings_its_kinds_under_the_names_that_plans_use() {
    assertThat(feature.tasks())
        .extracting(TaskKind::name)
        .containsExactly("scrape-job", "grafana-dashboard");
    assertThat(feature.probes())
        .extracting(ProbeKind::name)
        .containsExactly("prometheus-targets", "series-gaps", "metric-value", "grafana-dashboard");
  }

  @Test
  void names_its_remedies_before_any_plan_is_read() {
    assertThat(feature.remedies(Inputs.plan()))
        .extracting(Remedy::name)
        .containsExactlyElementsOf(feature.remedyNames());
  }
}
