import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Changes classes inside of the packaged JAR. Every class is verified before it is put back, with
 * its old time; one that is not sound, or a folder without any class, fails the build.
 */
final class PackagedClasses {
  private PackagedClasses() {}

  /** What is done to a class. */
  interface Change {
    /** The class as it shall be; empty where it stays as it is. */
    Optional<byte[]> of(ClassFile classFiles, ClassModel model);
  }

  /** Changes each class below a folder of the JAR. */
  static void change(Path jar, String folder, Change change) throws IOException {
    // The loader reads a copy: the JAR itself is being written.
    Path copy = Files.createTempFile("packaged", ".jar");
    Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
    try (var zip = FileSystems.newFileSystem(jar);
        var classes = new URLClassLoader(new URL[] {copy.toUri().toURL()}, null);
        var found = Files.walk(zip.getPath(folder))) {
      ClassFile classFiles = classFiles(classes);
      List<Path> files = found.filter(file -> file.toString().endsWith(".class")).toList();
      if (files.isEmpty()) {
        throw new IllegalStateException("no classes in " + folder + " of " + jar);
      }
      for (Path file : files) {
        change(classFiles, file, change);
      }
    } finally {
      Files.delete(copy);
    }
  }

  private static ClassFile classFiles(ClassLoader classes) {
    return ClassFile.of(
        ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
        ClassFile.ClassHierarchyResolverOption.of(
            ClassHierarchyResolver.ofResourceParsing(classes)
                .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  private static void change(ClassFile classFiles, Path file, Change change) throws IOException {
    Optional<byte[]> changed = change.of(classFiles, classFiles.parse(Files.readAllBytes(file)));
    if (changed.isEmpty()) {
      return;
    }
    var errors = classFiles.verify(changed.get());
    if (!errors.isEmpty()) {
      throw new IllegalStateException(file + " could not be changed: " + errors.getFirst());
    }
    var time = Files.getLastModifiedTime(file);
    Files.write(file, changed.get());
    Files.setLastModifiedTime(file, time);
  }
}
