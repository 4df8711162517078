package io.nuwa.emergency.metrics;

import java.util.List;

/** Every figure that can be on the page: names, kinds, labels and words are part of the product. */
@SuppressWarnings("ImmutableEnumChecker") // List.of does not change
enum Figure {
  BUILD(Kind.INFO, "emergency_build", "The program that watches.", "version"),
  RUN(Kind.INFO, "emergency_run", "The run that is watched, and its plan.", "plan", "run"),
  RUN_START(
      Kind.GAUGE, "emergency_run_start_time_seconds", "When the time box began, in Unix time."),
  TIME_BOX(Kind.GAUGE, "emergency_run_time_box_seconds", "How long the time box is."),
  REMAINING(
      Kind.GAUGE,
      "emergency_run_remaining_seconds",
      "What is left of the time box; below 0 once it is over."),
  LAST_EVENT(
      Kind.GAUGE,
      "emergency_run_last_event_timestamp_seconds",
      "When the last event was recorded, in Unix time."),
  DECISION(
      Kind.GAUGE,
      "emergency_run_decision",
      "1 for the decision that stands, 0 for the others.",
      "decision"),
  CHECKPOINT(
      Kind.GAUGE,
      "emergency_checkpoint_status",
      "1 for how the checkpoint stands (pending, met, missed), 0 for the others.",
      "checkpoint",
      "status"),
  CHECKPOINT_DUE(
      Kind.GAUGE,
      "emergency_checkpoint_due_timestamp_seconds",
      "When the checkpoint is due, in Unix time.",
      "checkpoint"),
  BLOCKER_STATUS(
      Kind.GAUGE,
      "emergency_blocker_status",
      "1 for how the blocker stands, 0 for the others.",
      "blocker",
      "status"),
  BLOCKER_RESOLVED(
      Kind.GAUGE,
      "emergency_blocker_resolved",
      "1 when every gate of the blocker passed and none turned red since, else 0.",
      "blocker"),
  BLOCKER_RESOLVED_AT(
      Kind.GAUGE,
      "emergency_blocker_resolved_timestamp_seconds",
      "When the blocker was resolved, in Unix time; absent while it is not.",
      "blocker"),
  BLOCKER_DEADLINE(
      Kind.GAUGE,
      "emergency_blocker_deadline_timestamp_seconds",
      "By when the blocker must be resolved, in Unix time; absent when the plan does not say.",
      "blocker"),
  BLOCKER_ROUND(
      Kind.GAUGE,
      "emergency_blocker_round",
      "The current round of the blocker's tasks; 0 before the first and after work ended.",
      "blocker"),
  BLOCKER_ROUNDS(
      Kind.GAUGE,
      "emergency_blocker_rounds_allowed",
      "How many rounds the plan allows before the blocker counts as failed.",
      "blocker"),
  GATE_VALUE(
      Kind.GAUGE,
      "emergency_gate_value",
      "What the gate read last, in its own unit; absent when it could not be measured.",
      "blocker",
      "gate"),
  GATE_VERDICT(
      Kind.GAUGE,
      "emergency_gate_verdict",
      "1 for what the last reading says (unknown before the first), 0 for the others.",
      "blocker",
      "gate",
      "verdict"),
  GATE_MEASURED(
      Kind.GAUGE,
      "emergency_gate_measured_timestamp_seconds",
      "When the gate was measured last, in Unix time; absent before the first time.",
      "blocker",
      "gate"),
  GATE_SUCCESS(
      Kind.GAUGE,
      "emergency_gate_success_threshold",
      "The number that the value is compared with to pass.",
      "blocker",
      "gate",
      "comparison"),
  GATE_ALERT(
      Kind.GAUGE,
      "emergency_gate_alert_threshold",
      "The number that the value is compared with to alert.",
      "blocker",
      "gate",
      "comparison"),
  REMEDIES_TRIED(
      Kind.COUNTER,
      "emergency_remedies_tried",
      "How often a remedy was tried against a class of failure, by how its application ended.",
      "blocker",
      "failure_class",
      "remedy",
      "outcome"),
  REMEDIES_JUDGED(
      Kind.COUNTER,
      "emergency_remedies_judged",
      "How often what a remedy was tried against was measured again, by whether it had moved.",
      "blocker",
      "failure_class",
      "remedy",
      "moved"),
  ALERTS(
      Kind.GAUGE,
      "emergency_alerts_firing",
      "How many alerts the state of the run gives rise to.",
      "severity"),
  MONITOR_START(
      Kind.GAUGE, "emergency_monitor_start_time_seconds", "When the watch began, in Unix time."),
  MONITOR_UPTIME(Kind.GAUGE, "emergency_monitor_uptime_seconds", "How long the watch is up."),
  DEEP_CHECKS(
      Kind.COUNTER, "emergency_monitor_deep_checks", "Checks of every gate since the watch began."),
  DEEP_CHECK_DURATION(
      Kind.GAUGE,
      "emergency_monitor_deep_check_duration_seconds",
      "How long the last check of every gate took; absent before the first."),
  DEEP_CHECK_AT(
      Kind.GAUGE,
      "emergency_monitor_deep_check_timestamp_seconds",
      "When the last check of every gate ended, in Unix time; absent before the first."),
  SIGNALS(
      Kind.COUNTER,
      "emergency_monitor_signals",
      "Cheap signals that something may be wrong since the watch began."),
  SIGNAL_AT(
      Kind.GAUGE,
      "emergency_monitor_signal_timestamp_seconds",
      "When the last cheap signal came, in Unix time; absent before the first."),
  REPAIRS(
      Kind.COUNTER,
      "emergency_monitor_repairs",
      "Blockers that turned red and are green again since the watch began."),
  REPAIR_DURATION(
      Kind.GAUGE,
      "emergency_monitor_repair_duration_seconds",
      "How long the last repair took, from red to green; absent before the first.");

  /** How Prometheus understands a figure. */
  enum Kind {
    GAUGE(""),
    COUNTER("_total"),
    INFO("_info");

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }
  }

  private final Kind kind;
  private final String family;
  private final String help;
  private final List<String> labels;

  Figure(Kind kind, String family, String help, String... labels) {
    this.kind = kind;
    this.family = family;
    this.help = help;
    this.labels = List.of(labels);
  }

  Kind kind() {
    return kind;
  }

  /** Without the ending that its kind brings. */
  String family() {
    return family;
  }

  /** As it stands on the page. */
  String written() {
    return family + kind.suffix;
  }

  String help() {
    return help;
  }

  List<String> labels() {
    return labels;
  }
}
