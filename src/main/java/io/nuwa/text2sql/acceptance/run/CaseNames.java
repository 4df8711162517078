package io.nuwa.text2sql.acceptance.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
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

  /** Rewrites {@code written} to {@code report}, which appears whole or not at all. */
  static void apply(Path written, Path report) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document document = factory.newDocumentBuilder().parse(written.toFile());
      rename(document.getDocumentElement());
      try (OutputStream out = Files.newOutputStream(written)) {
        TransformerFactory.newDefaultInstance()
            .newTransformer()
            .transform(new DOMSource(document), new StreamResult(out));
      }
    } catch (ParserConfigurationException | SAXException | TransformerException failure) {
      throw new IOException("the report could not be rewritten: " + failure.getMessage(), failure);
    }
    Files.move(written, report, StandardCopyOption.REPLACE_EXISTING);
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
