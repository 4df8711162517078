package io.nuwa.emergency.acceptance.junit;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What has been seen of a report so far. Suites may nest in suites to any depth; a case belongs to
 * all of them.
 */
final class JUnitDocument {
  private static final int MOST_REMARKS = 5;
  private static final Set<String> SUITES = Set.of("testsuites", "testsuite");
  private static final Set<String> TROUBLE = Set.of("failure", "error");
  private static final Set<String> EXPLAINED =
      Set.of("failure", "error", "flakyFailure", "flakyError", "rerunFailure", "rerunError");

  private final ZoneId local;
  private final Deque<String> path = new ArrayDeque<>();
  private final Deque<SuiteFrame> suites = new ArrayDeque<>();
  private final List<TestCase> cases = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private Optional<CaseFrame> current = Optional.empty();
  private Optional<Instant> started = Optional.empty();
  private boolean listening;
  private boolean rerunsFirst;
  private double seconds;

  JUnitDocument(ZoneId local) {
    this.local = local;
  }

  void start(XMLStreamReader xml) throws XMLStreamException {
    String element = xml.getLocalName();
    if (path.isEmpty() && !SUITES.contains(element)) {
      throw new XMLStreamException(
          "is no JUnit XML: it starts with <" + element + ">, not <testsuites> or <testsuite>",
          xml.getLocation());
    }
    String parent = path.isEmpty() ? "" : path.peek();
    path.push(element);
    if (current.isPresent()) {
      if (parent.equals("testcase")) {
        inside(current.get(), element, xml);
      }
    } else if (SUITES.contains(element)) {
      suite(xml);
    } else if (element.equals("testcase")) {
      current =
          Optional.of(new CaseFrame(name(xml), attribute(xml, "status"), attribute(xml, "result")));
      seconds += SuiteClock.seconds(attribute(xml, "time"));
    } else if (TROUBLE.contains(element) && SUITES.contains(parent)) {
      suiteTrouble(element, xml);
    } else if (element.equals("property")) {
      rerunsFirst |= "go.version".equals(attribute(xml, "name"));
    }
  }

  void text(XMLStreamReader xml) {
    if (listening && current.isPresent()) {
      current.get().explain(xml.getText());
    }
  }

  void end(String element) {
    path.pop();
    listening = false;
    if (current.isPresent()) {
      if (element.equals("testcase")) {
        finish(current.get());
        suites.forEach(suite -> suite.count(1));
      } else if (TROUBLE.contains(element) && SUITES.contains(path.peek())) {
        finish(current.get());
      }
    } else if (SUITES.contains(element)) {
      SuiteFrame suite = suites.pop();
      if (suite.contradictsItself() && remarks.size() < MOST_REMARKS) {
        remarks.add(suite.contradiction());
      }
    }
  }

  private void finish(CaseFrame frame) {
    cases.add(frame.finished());
    current = Optional.empty();
  }

  private void inside(CaseFrame frame, String element, XMLStreamReader xml) {
    frame.element(element, attribute(xml, "message"));
    listening = EXPLAINED.contains(element) && !frame.explained();
  }

  private void suite(XMLStreamReader xml) {
    suites.push(new SuiteFrame(attribute(xml, "name"), attribute(xml, "tests")));
    Optional<Instant> instant = SuiteClock.instant(attribute(xml, "timestamp"), local);
    boolean earlier =
        instant.isPresent() && started.filter(known -> !instant.get().isBefore(known)).isEmpty();
    started = earlier ? instant : started;
  }

  /** An error outside of any case: no case would tell of it, so it counts as a failed one. */
  private void suiteTrouble(String element, XMLStreamReader xml) {
    var frame = new CaseFrame("suite " + suites.peek().name(), null, null);
    frame.element(element, attribute(xml, "message"));
    listening = !frame.explained();
    current = Optional.of(frame);
  }

  private String name(XMLStreamReader xml) {
    String type = attribute(xml, "classname");
    if (type == null || type.isBlank()) {
      type = attribute(xml, "class");
    }
    if (type == null || type.isBlank()) {
      type = suites.peek().name();
    }
    String name = attribute(xml, "name");
    String text = name == null || name.isBlank() ? "case without a name" : name.strip();
    return type.isBlank() ? text : type.strip() + TestCase.BETWEEN + text;
  }

  private static String attribute(XMLStreamReader xml, String name) {
    return xml.getAttributeValue(null, name);
  }

  Optional<Instant> started() {
    return started;
  }

  List<TestCase> cases() {
    return cases;
  }

  boolean rerunsFirst() {
    return rerunsFirst;
  }

  List<String> remarks() {
    return remarks;
  }

  double seconds() {
    return seconds;
  }
}
