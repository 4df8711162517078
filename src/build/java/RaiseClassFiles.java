import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Raises the class files of a library inside the packaged JAR to Java 8, stack maps included.
 * picocli is Java 5 bytecode, which an AOT cache refuses, so that each command would read and
 * verify it anew. Run by the build (scripts/prepare-class-files.sh): {@code java
 * RaiseClassFiles.java JAR FOLDER}. Every class is verified before it is put back; one that is not
 * sound, or a folder without any, fails the build.
 */
final class RaiseClassFiles {
  /** The first version whose verifier works by stack maps alone, without the old one behind it. */
  private static final int RAISED = ClassFile.JAVA_8_VERSION;

  private final ClassFile classFiles;

  private RaiseClassFiles(ClassLoader library) {
    classFiles =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(library)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    // The loader reads a copy: the JAR itself is being written.
    Path copy = Files.createTempFile("raise", ".jar");
    try (var zip = FileSystems.newFileSystem(jar);
        var library = loader(Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING));
        var found = Files.walk(zip.getPath(arguments[1]))) {
      var raising = new RaiseClassFiles(library);
      List<Path> classes = found.filter(file -> file.toString().endsWith(".class")).toList();
      if (classes.isEmpty()) {
        throw new IllegalStateException("no classes in " + arguments[1] + " of " + jar);
      }
      for (Path file : classes) {
        raising.raise(file);
      }
    } finally {
      Files.delete(copy);
    }
  }

  private static URLClassLoader loader(Path jar) throws IOException {
    return new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
  }

  private void raise(Path file) throws IOException {
    ClassModel model = classFiles.parse(Files.readAllBytes(file));
    if (model.majorVersion() >= RAISED) {
      return;
    }
    byte[] raised =
        classFiles.transformClass(
            model,
            ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
                .andThen(
                    (builder, element) -> {
                      if (element instanceof ClassFileVersion) {
                        builder.withVersion(RAISED, 0);
                      } else {
                        builder.with(element);
                      }
                    }));
    var errors = classFiles.verify(raised);
    if (!errors.isEmpty()) {
      throw new IllegalStateException(file + " could not be raised: " + errors.getFirst());
    }
    var time = Files.getLastModifiedTime(file);
    Files.write(file, raised);
    Files.setLastModifiedTime(file, time);
  }
}
