package io.nuwa.emergency.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What of a folder would survive a power loss: of a file the bytes at its last force, of a folder
 * the names at its last force. Files are known by their inode, because a rename keeps it, and an
 * inode that is used again gets another number here.
 */
final class Durable {
  private final Path root;
  private final Map<Object, Integer> numbers = new HashMap<>();
  private final Map<Integer, byte[]> contents = new HashMap<>();
  private final Map<Integer, Map<String, Node>> names = new HashMap<>();
  private int made;

  private record Node(int number, boolean folder) {}

  Durable(Path root) {
    this.root = root;
    try (Stream<Path> found = Files.walk(root)) {
      for (Path each : found.toList()) {
        forced(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file or folder was forced. */
  synchronized void forced(Path real) throws IOException {
    Node node = node(real);
    if (node.folder()) {
      names.put(node.number(), children(real));
    } else {
      contents.put(node.number(), Files.readAllBytes(real));
    }
  }

  /** A file or folder was made. */
  synchronized void created(Path real) throws IOException {
    numbers.remove(attributes(real).fileKey());
  }

  private Node node(Path real) throws IOException {
    BasicFileAttributes attributes = attributes(real);
    int number = numbers.computeIfAbsent(attributes.fileKey(), key -> ++made);
    return new Node(number, attributes.isDirectory());
  }

  private static BasicFileAttributes attributes(Path real) throws IOException {
    return Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private Map<String, Node> children(Path folder) throws IOException {
    var children = new TreeMap<String, Node>();
    try (Stream<Path> found = Files.list(folder)) {
      for (Path child : found.toList()) {
        children.put(child.getFileName().toString(), node(child));
      }
    }
    return children;
  }

  /** Rebuilds the real folder from what was forced. */
  synchronized void restore(boolean namesToo) throws IOException {
    Node top = node(root);
    Map<Integer, Map<String, Node>> kept = namesToo ? Map.copyOf(names) : current();
    for (Path child : listed(root)) {
      delete(child);
    }
    fill(root, top, kept);
  }

  private Map<Integer, Map<String, Node>> current() throws IOException {
    var current = new HashMap<Integer, Map<String, Node>>();
    try (Stream<Path> found = Files.walk(root)) {
      for (Path folder : found.filter(Files::isDirectory).toList()) {
        current.put(node(folder).number(), children(folder));
      }
    }
    return current;
  }

  private void fill(Path folder, Node node, Map<Integer, Map<String, Node>> kept)
      throws IOException {
    for (var child : kept.getOrDefault(node.number(), Map.of()).entrySet()) {
      Path path = folder.resolve(child.getKey());
      if (child.getValue().folder()) {
        fill(Files.createDirectory(path), child.getValue(), kept);
      } else {
        Files.write(path, contents.getOrDefault(child.getValue().number(), new byte[0]));
      }
    }
  }

  private static Iterable<Path> listed(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.toList();
    }
  }

  private static void delete(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException fault)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
