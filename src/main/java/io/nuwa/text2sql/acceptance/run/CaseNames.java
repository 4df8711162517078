package io.nuwa.text2sql.acceptance.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Gives the cases of a JUnit report the names that people know them by. JUnit's listener names a
 * case by its method, {@code answers(Case)[3]}, and hides its display name in the output.
 */
final class CaseNames {
  /** JUnit writes the names of all that a case stands in before its own. */
  private static final Pattern DISPLAY_NAME =
      Pattern.compile("(?m)^display-name: (?:.*?> )??(T-\\d\\d .*)$");

  private CaseNames() {}

  /**
   * Rewrites {@code written} to {@code report}, which appears whole or not at all.
   *
   * @param only the cases that it shall hold; empty for all
   * @return the names of the cases that it holds
   */
  static Set<String> apply(Path written, Path report, Set<String> only) throws IOException {
    Set<String> names;
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document document = factory.newDocumentBuilder().parse(written.toFile());
      rename(document.getDocumentElement());
      names = keep(document.getDocumentElement(), only);
      try (OutputStream out = Files.newOutputStream(written)) {
        TransformerFactory.newDefaultInstance()
            .newTransformer()
            .transform(new DOMSource(document), new StreamResult(out));
      }
    } catch (ParserConfigurationException | SAXException | TransformerException failure) {
      throw new IOException("the report could not be rewritten: " + failure.getMessage(), failure);
    }
    Files.move(written, report, StandardCopyOption.REPLACE_EXISTING);
    return names;
  }

  /** Takes out the cases that nobody asked for, which JUnit lists as skipped. */
  private static Set<String> keep(Element suite, Set<String> only) {
    NodeList cases = suite.getElementsByTagName("testcase");
    Set<String> kept = new LinkedHashSet<>();
    int skipped = 0;
    for (int at = cases.getLength() - 1; at >= 0; at--) {
      Element testCase = (Element) cases.item(at);
      if (only.isEmpty() || only.contains(testCase.getAttribute("name"))) {
        kept.add(testCase.getAttribute("name"));
        skipped += testCase.getElementsByTagName("skipped").getLength();
      } else {
        testCase.getParentNode().removeChild(testCase);
      }
    }
    suite.setAttribute("tests", Integer.toString(cases.getLength()));
    suite.setAttribute("skipped", Integer.toString(skipped));
    return kept;
  }

  private static void rename(Element suite) {
    suite.setAttribute("name", "text2sql-acceptance");
    NodeList properties = suite.getElementsByTagName("properties");
    while (properties.getLength() > 0) {
      Node first = properties.item(0);
      first.getParentNode().removeChild(first);
    }
    NodeList cases = suite.getElementsByTagName("testcase");
    for (int at = 0; at < cases.getLength(); at++) {
      Element testCase = (Element) cases.item(at);
      displayName(testCase).ifPresent(name -> testCase.setAttribute("name", name));
    }
  }

  private static Optional<String> displayName(Element testCase) {
    Matcher found = DISPLAY_NAME.matcher(testCase.getTextContent());
    return found.find() ? Optional.of(found.group(1).strip()) : Optional.empty();
  }
}
