package io.nuwa.emergency.acceptance.junit;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What has been seen of a report so far. Suites may nest in suites and cases in cases, to any
 * depth; each case is one of its own, and belongs to all suites around it.
 */
final class JUnitDocument {
  private static final int MOST_REMARKS = 5;

  /** As many cases as a plan may want; more are no suite but a fault, and fill the memory. */
  private static final int MOST_CASES = 1_000_000;

  private final String report;
  private final Deque<ElementKind> path = new ArrayDeque<>();
  private final Deque<SuiteFrame> suites = new ArrayDeque<>();
  private final Deque<CaseFrame> open = new ArrayDeque<>();
  private final List<TestCase> cases = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final List<String> contradictions = new ArrayList<>();
  private final List<String> shortages = new ArrayList<>();
  private Optional<Instant> started = Optional.empty();

  /** Trouble outside of any case, while its words are read. */
  private Optional<CaseFrame> suiteTrouble = Optional.empty();

  /** How deep the element is whose content says nothing more; 0 when there is none. */
  private int quiet;

  private boolean listening;
  private final StringBuilder listed = new StringBuilder();
  private int number;
  private double seconds;

  /**
   * Begins to read.
   *
   * @param report how people call the file
   */
  JUnitDocument(String report) {
    this.report = report;
  }

  void start(XMLStreamReader xml) throws XMLStreamException {
    String element = xml.getLocalName();
    ElementKind kind = ElementKind.of(element);
    if (path.isEmpty() && kind != ElementKind.SUITE) {
      throw new XMLStreamException(
          "is no JUnit XML: it starts with <" + element + ">, not <testsuites> or <testsuite>",
          xml.getLocation());
    }
    path.push(kind);
    if (quiet > 0) {
      return;
    }
    listed.setLength(0);
    switch (kind) {
      case SUITE -> suite(xml);
      case CASE -> begin(xml);
      case TROUBLE, FLAKY, RERUN, SKIPPED -> {
        quiet = path.size();
        trouble(kind, xml);
      }
      case QUIET -> quiet = path.size();
      case TROUBLES -> {
        // Its content tells.
      }
      case OTHER -> other(xml);
    }
  }

  void text(XMLStreamReader xml) {
    if (listening) {
      suiteTrouble.or(() -> Optional.ofNullable(open.peek())).orElseThrow().explain(xml.getText());
    } else if (quiet == 0 && path.peek() == ElementKind.TROUBLES && !open.isEmpty()) {
      listed.append(xml.getText());
    }
  }

  void end() {
    ElementKind kind = path.pop();
    if (quiet > path.size()) {
      quiet = 0;
      listening = false;
      suiteTrouble.ifPresent(this::finishTrouble);
    } else if (quiet > 0) {
      return;
    } else if (kind == ElementKind.CASE) {
      CaseFrame frame = open.pop();
      suites.peek().count(frame);
      cases.add(frame.finished());
    } else if (kind == ElementKind.SUITE) {
      finish(suites.pop());
    } else if (kind == ElementKind.TROUBLES && !open.isEmpty()) {
      open.peek().listed(listed.toString());
    }
    listed.setLength(0);
  }

  private void begin(XMLStreamReader xml) throws XMLStreamException {
    if (++number > MOST_CASES) {
      throw new XMLStreamException("holds more than " + MOST_CASES + " cases", xml.getLocation());
    }
    Map<String, String> attributes = attributes(xml);
    open.push(new CaseFrame(name(attributes), place(xml), attributes::get));
    seconds += SuiteClock.seconds(attributes.get("time"));
  }

  private Place place(XMLStreamReader xml) {
    String leg =
        suites.stream().map(SuiteFrame::leg).filter(text -> !text.isEmpty()).findFirst().orElse("");
    return new Place(report, xml.getLocation().getLineNumber(), number, leg);
  }

  /** An error outside of any case: no case would tell of it, so it counts as a failed one. */
  private void trouble(ElementKind kind, XMLStreamReader xml) {
    Map<String, String> attributes = attributes(xml);
    if (open.isEmpty() && kind == ElementKind.SKIPPED) {
      return;
    }
    if (open.isEmpty()) {
      suiteTrouble = Optional.of(new CaseFrame(suites.peek().called(), place(xml), name -> null));
    }
    CaseFrame frame = suiteTrouble.orElseGet(open::peek);
    // Outside of a case there is no attempt that another one could have made good.
    frame.element(open.isEmpty() ? ElementKind.TROUBLE : kind, attributes.get("message"));
    listening = kind.explained() && !frame.explained();
  }

  private void finishTrouble(CaseFrame frame) {
    suites.peek().trouble(frame);
    cases.add(frame.finished());
    suiteTrouble = Optional.empty();
  }

  /** An element that nobody here knows: steps and cases of other names say how they went, too. */
  private void other(XMLStreamReader xml) {
    Map<String, String> attributes = attributes(xml);
    Optional<String> word =
        List.of("status", "result", "outcome").stream()
            .map(name -> attributes.getOrDefault(name, ""))
            .filter(value -> OutcomeWord.of(value) == OutcomeWord.FAILED)
            .findFirst();
    if (word.isEmpty()) {
      return;
    }
    String message = "<" + xml.getLocalName() + "> says " + word.get();
    if (open.isEmpty()) {
      var frame = new CaseFrame(suites.peek().called(), place(xml), name -> null);
      frame.element(ElementKind.TROUBLE, message);
      finishTrouble(frame);
    } else {
      open.peek().element(ElementKind.TROUBLE, message);
    }
  }

  private void suite(XMLStreamReader xml) {
    Map<String, String> attributes = attributes(xml);
    suites.push(new SuiteFrame(attributes));
    Optional<Instant> instant = SuiteClock.latest(attributes.get("timestamp"));
    boolean earlier =
        instant.isPresent() && started.filter(known -> !instant.get().isBefore(known)).isEmpty();
    started = earlier ? instant : started;
  }

  private void finish(SuiteFrame suite) {
    int out = suite.leftOut();
    for (int i = 0; i < out; i++) {
      var place = new Place(report, 0, ++number, suite.leg());
      String name = suite.called() + TestCase.BETWEEN + "skipped and not listed";
      cases.add(new TestCase(name, place, name, Outcome.SKIPPED, Outcome.SKIPPED, ""));
    }
    suite.contradictions().forEach(text -> remember(contradictions, text));
    suite
        .shortage()
        .ifPresent(text -> remember(suite.countsOtherwise() ? remarks : shortages, text));
    suite.surplus().ifPresent(text -> remember(remarks, text));
    if (!suites.isEmpty()) {
      suites.peek().count(suite);
    }
  }

  private static void remember(List<String> list, String text) {
    if (list.size() < MOST_REMARKS) {
      list.add(text);
    }
  }

  private String name(Map<String, String> attributes) {
    String type = attributes.getOrDefault("classname", "");
    if (type.isBlank()) {
      type = attributes.getOrDefault("class", "");
    }
    if (type.isBlank()) {
      type = suites.peek().name();
    }
    String name = attributes.getOrDefault("name", "");
    String text = name.isBlank() ? "case without a name" : name.strip();
    return type.isBlank() ? text : type.strip() + TestCase.BETWEEN + text;
  }

  /** By their names in small letters, without namespaces. */
  private static Map<String, String> attributes(XMLStreamReader xml) {
    var all = new HashMap<String, String>();
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      all.putIfAbsent(
          xml.getAttributeLocalName(i).toLowerCase(Locale.ROOT), xml.getAttributeValue(i));
    }
    return all;
  }

  /** What was read, of the file at this path. */
  JUnitFile file(Path path, Optional<String> problem) {
    return new JUnitFile(
        path,
        started,
        cases,
        problem.isEmpty() ? remarks : List.of(),
        problem.isEmpty() ? contradictions : List.of(),
        problem.isEmpty() ? shortages : List.of(),
        seconds,
        problem);
  }
}
