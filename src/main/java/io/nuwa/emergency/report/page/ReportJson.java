package io.nuwa.emergency.report.page;

import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.StatusView.BlockerView;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.plan.Phase;
import io.nuwa.emergency.report.story.Attempt;
import io.nuwa.emergency.report.story.BlockerStory;
import io.nuwa.emergency.report.story.Figures;
import io.nuwa.emergency.report.story.GateStory;
import io.nuwa.emergency.report.story.Milestone;
import io.nuwa.emergency.report.story.Remedy;
import io.nuwa.emergency.report.story.Round;
import io.nuwa.emergency.report.story.RunStory;
import io.nuwa.emergency.report.story.Stretch;
import io.nuwa.emergency.run.EvidenceRef;
import io.nuwa.emergency.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A report for programs; described by docs/schema/report.schema.json. */
public final class ReportJson {
  /** Readings of one gate, rounds of one blocker and turns of the run that a report holds. */
  static final int NEWEST = 500;

  private static final int SCHEMA_VERSION = 1;

  private final RunStory story;
  private final ReportCase one;

  private ReportJson(RunStory story) {
    this.story = story;
    this.one = story.source();
  }

  /** The document, indented, without a newline at its end; what is empty is left out. */
  public static String render(RunStory story) {
    return JsonText.pretty(new ReportJson(story).document());
  }

  private Map<String, Object> document() {
    StatusView view = one.view();
    Optional<Instant> start = view.startedAt();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("schemaVersion", SCHEMA_VERSION);
    fields.put("title", story.title());
    fields.put("takenAt", one.takenAt());
    fields.put("plan", plan());
    fields.put("run", view.run());
    fields.put("startedAt", start);
    fields.put("deadline", start.map(at -> at.plus(view.timeBox())));
    fields.put("timeBoxSeconds", view.timeBox().toSeconds());
    fields.put("elapsedSeconds", start.map(at -> seconds(Duration.between(at, one.takenAt()))));
    fields.put("nextCheck", view.nextCheck());
    fields.put("runningPid", view.runningPid());
    fields.put("records", one.state().map(RunState::sequence).orElse(0L));
    fields.put("decision", view.decision().id());
    fields.put("measuredAt", view.measuredAt());
    fields.put("reasons", story.reasons());
    fields.put("total", view.blockers().size());
    fields.put("verified", view.verified());
    fields.put("figures", figures(Figures.of(story.blockers())));
    fields.put("phases", one.plan().timeBox().phases().stream().map(this::phase).toList());
    fields.put("checkpoints", story.milestones().stream().map(ReportJson::milestone).toList());
    fields.put("blockers", story.blockers().stream().map(this::blocker).toList());
    fields.put("moments", newest(story.moments()).stream().map(ReportJson::moment).toList());
    fields.put("pictures", one.pictures().stream().map(ReportJson::picture).toList());
    fields.put("warnings", story.warnings());
    return fields;
  }

  private Map<String, Object> plan() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("name", one.plan().name());
    fields.put("source", one.redaction().hide(one.plan().source()));
    fields.put("digest", one.plan().digest());
    fields.put("changedSince", one.planChanged());
    return fields;
  }

  private static Map<String, Object> figures(Figures figures) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("attempts", figures.attempts());
    fields.put("failedAttempts", figures.failedAttempts());
    fields.put("remediesApplied", figures.remedies());
    fields.put("remediesThatMoved", figures.moved());
    fields.put("readings", figures.readings());
    fields.put("unknownReadings", figures.unknown());
    fields.put("reopenings", figures.reopenings());
    fields.put("repairSeconds", figures.repairs().stream().map(ReportJson::seconds).toList());
    return fields;
  }

  private Map<String, Object> phase(Phase phase) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("id", phase.id());
    fields.put("title", one.redaction().hide(phase.title()));
    fields.put("fromSeconds", phase.from().toSeconds());
    fields.put("toSeconds", phase.to().toSeconds());
    return fields;
  }

  private static Map<String, Object> milestone(Milestone point) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("id", point.id());
    fields.put("atSeconds", point.at().toSeconds());
    fields.put("dueAt", point.dueAt());
    fields.put("standing", point.standing().id());
    fields.put("expects", filled(point.expects()));
    fields.put("otherwise", point.otherwise().id());
    fields.put("reason", filled(point.reason()));
    fields.put("recordedAt", point.recordedAt());
    return fields;
  }

  private Map<String, Object> blocker(BlockerStory blocker) {
    BlockerView now = blocker.now();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("id", now.id());
    fields.put("title", now.title());
    fields.put("owner", now.owner());
    fields.put("status", now.status().id());
    fields.put("verified", now.verified());
    fields.put("claimed", now.claimed());
    fields.put("note", filled(now.note()));
    fields.put(
        "assigned",
        blocker.assigned().map(asked -> Map.of("role", asked.role(), "class", asked.kind())));
    fields.put("stretches", newest(blocker.stretches()).stream().map(ReportJson::stretch).toList());
    fields.put("roundsInAll", blocker.rounds().size());
    fields.put("rounds", newest(blocker.rounds()).stream().map(this::round).toList());
    fields.put("remedies", newest(blocker.remedies()).stream().map(this::remedy).toList());
    fields.put("gates", blocker.gates().stream().map(this::gate).toList());
    return fields;
  }

  private static Map<String, Object> stretch(Stretch stretch) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("from", stretch.from());
    fields.put("reopenedBy", stretch.reopenedBy());
    fields.put("reason", filled(stretch.reason()));
    fields.put("givenUpAt", stretch.givenUpAt());
    fields.put("resolvedAt", stretch.resolvedAt());
    fields.put("seconds", stretch.took().map(ReportJson::seconds));
    return fields;
  }

  private Map<String, Object> round(Round round) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("round", round.number());
    fields.put("startedAt", round.startedAt());
    fields.put("lastAt", round.lastAt());
    fields.put("attempts", round.attempts().stream().map(this::attempt).toList());
    return fields;
  }

  private Map<String, Object> attempt(Attempt attempt) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("step", attempt.step());
    fields.put("attempt", attempt.number());
    fields.put("startedAt", attempt.startedAt());
    fields.put("endedAt", attempt.endedAt());
    fields.put("outcome", attempt.outcome().id());
    fields.put("class", attempt.failure());
    fields.put("text", filled(attempt.text()));
    fields.put("evidence", evidence(attempt.evidence()));
    return fields;
  }

  private Map<String, Object> remedy(Remedy remedy) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("at", remedy.at());
    fields.put("remedy", remedy.name());
    fields.put("against", remedy.subject());
    fields.put("class", remedy.kind());
    fields.put("outcome", remedy.outcome());
    fields.put("summary", remedy.summary());
    fields.put("moved", remedy.moved());
    fields.put("proof", filled(remedy.proof()));
    fields.put("evidence", evidence(remedy.evidence()));
    return fields;
  }

  private Map<String, Object> gate(GateStory gate) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("id", gate.id());
    fields.put("title", gate.title());
    fields.put("success", gate.success().map(Object::toString));
    fields.put("alert", gate.alert().map(Object::toString));
    fields.put("verdict", gate.last().map(mark -> mark.verdict().id()));
    fields.put("readingsInAll", gate.marks().size());
    fields.put("readings", newest(gate.marks()).stream().map(this::mark).toList());
    return fields;
  }

  private Map<String, Object> mark(GateStory.Mark mark) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("at", mark.at());
    fields.put("verdict", mark.verdict().id());
    fields.put(
        "value",
        mark.value().isPresent() ? Optional.of(mark.value().getAsDouble()) : Optional.empty());
    fields.put("text", mark.text());
    fields.put("class", mark.cause());
    fields.put("evidence", evidence(mark.evidence()));
    return fields;
  }

  private List<Map<String, Object>> evidence(List<EvidenceRef> references) {
    return references.stream()
        .map(
            reference -> {
              var fields = new LinkedHashMap<String, Object>();
              fields.put("name", one.redaction().hide(reference.name()));
              fields.put("sha256", reference.sha256());
              fields.put("bytes", reference.bytes());
              fields.put("file", one.link(reference));
              return (Map<String, Object>) fields;
            })
        .toList();
  }

  private static Map<String, Object> moment(RunStory.Moment moment) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("seq", moment.sequence());
    fields.put("at", moment.at());
    fields.put("blocker", moment.blocker());
    fields.put("text", moment.text());
    return fields;
  }

  private static Map<String, Object> picture(ReportCase.Picture picture) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("file", picture.file());
    fields.put("takenAt", picture.takenAt());
    fields.put("label", picture.label());
    fields.put("bytes", picture.bytes());
    return fields;
  }

  private static <T> List<T> newest(List<T> all) {
    return all.subList(Math.max(0, all.size() - NEWEST), all.size());
  }

  private static double seconds(Duration length) {
    return Math.max(0, length.toMillis()) / 1000.0;
  }

  private static Optional<String> filled(String text) {
    return Optional.of(text).filter(some -> !some.isEmpty());
  }
}
