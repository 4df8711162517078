import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Raises the class files of a library inside the packaged JAR to Java 8, stack maps included.
 * picocli is Java 5 bytecode, which an AOT cache refuses, so that each command would read and
 * verify it anew. Run by the build (scripts/prepare-class-files.sh): {@code java
 * RaiseClassFiles.java JAR FOLDER}.
 */
final class RaiseClassFiles {
  /** The first version whose verifier works by stack maps alone, without the old one behind it. */
  private static final int RAISED = ClassFile.JAVA_8_VERSION;

  private RaiseClassFiles() {}

  public static void main(String[] arguments) throws IOException {
    PackagedClasses.change(Path.of(arguments[0]), arguments[1], RaiseClassFiles::raised);
  }

  private static Optional<byte[]> raised(ClassFile classFiles, ClassModel model) {
    return model.majorVersion() >= RAISED
        ? Optional.empty()
        : Optional.of(
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
                        })));
  }
}
