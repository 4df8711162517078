package io.nuwa.emergency.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/** What lies in a home folder, read without any of the program's own code. */
record HomeFiles(Path folder) {

  /** The name of each test case in the reports, with its text. */
  List<String> testCases() throws Exception {
    var names = new ArrayList<String>();
    try (Stream<Path> reports = Files.list(folder.resolve("logs/tests"))) {
      for (Path report : reports.filter(file -> file.toString().endsWith(".xml")).toList()) {
        var nodes =
            DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getElementsByTagName("testcase");
        for (int i = 0; i < nodes.getLength(); i++) {
          names.add(
              ((Element) nodes.item(i)).getAttribute("name") + nodes.item(i).getTextContent());
        }
      }
    }
    return names;
  }

  /** Those that hold the generated password of the database. */
  List<String> withThePassword() throws IOException {
    String password =
        Files.readString(folder.resolve("stack/secrets.env")).strip().split("=", 2)[1];
    var found = new ArrayList<String>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), UTF_8).contains(password)) {
          found.add(folder.relativize(file).toString());
        }
      }
    }
    return found;
  }

  /** Every file below the home, with its time and content. */
  Map<String, String> all() throws IOException {
    var files = new TreeMap<String, String>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.toList()) {
        files.put(
            folder.relativize(file).toString(),
            Files.isDirectory(file)
                ? "folder"
                : Files.getLastModifiedTime(file) + " " + Files.readString(file));
      }
    }
    return files;
  }
}
