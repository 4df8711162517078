import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Makes plain, inside the packaged JAR, what each JVM would link anew because AOT caches do not
 * keep it: switches over type patterns, and {@code equals} and {@code hashCode} of records. Each
 * such {@code invokedynamic} becomes the call of a private method that does what the JDK's
 * bootstrap promises: a chain of {@code instanceof}, or one comparison or hash a component.
 *
 * <p>Run by the build (scripts/prepare-class-files.sh): {@code java PlainDispatch.java JAR FOLDER}.
 * A folder without anything to do fails the build. Switches that have other labels too (constants
 * of an enum, texts) and {@code toString} stay as they are.
 */
final class PlainDispatch {
  private static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
  private static final ClassDesc RECORDS = ClassDesc.of("java.lang.runtime.ObjectMethods");
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

  private PlainDispatch() {}

  public static void main(String[] arguments) throws IOException {
    var changed = new AtomicInteger();
    PackagedClasses.change(
        Path.of(arguments[0]),
        arguments[1],
        (classFiles, model) -> {
          Optional<byte[]> plain = plain(classFiles, model);
          plain.ifPresent(_ -> changed.incrementAndGet());
          return plain;
        });
    if (changed.get() == 0) {
      throw new IllegalStateException("nothing to do in " + arguments[1] + " of " + arguments[0]);
    }
  }

  private static Optional<byte[]> plain(ClassFile classFiles, ClassModel model) {
    var methods = new ArrayList<Consumer<ClassBuilder>>();
    byte[] plain =
        classFiles.transformClass(
            model,
            ClassTransform.transformingMethodBodies(
                    (code, element) -> replace(model, methods, code, element))
                .andThen(ClassTransform.endHandler(end -> methods.forEach(m -> m.accept(end)))));
    return methods.isEmpty() ? Optional.empty() : Optional.of(plain);
  }

  private static void replace(
      ClassModel model,
      List<Consumer<ClassBuilder>> methods,
      CodeBuilder code,
      CodeElement element) {
    if (!(element instanceof InvokeDynamicInstruction dynamic) || body(dynamic).isEmpty()) {
      code.with(element);
      return;
    }
    Consumer<CodeBuilder> body = body(dynamic).get();
    String name = "plain$" + dynamic.name().stringValue() + "$" + methods.size();
    MethodTypeDesc type = dynamic.typeSymbol();
    int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
    methods.add(end -> end.withMethodBody(name, type, flags, body));
    code.invokestatic(
        model.thisClass().asSymbol(), name, type, model.flags().has(AccessFlag.INTERFACE));
  }

  /** What the call would do; empty for one that stays as it is. */
  private static Optional<Consumer<CodeBuilder>> body(InvokeDynamicInstruction dynamic) {
    ClassDesc maker = dynamic.bootstrapMethod().owner();
    String name = dynamic.name().stringValue();
    List<ConstantDesc> constants = dynamic.bootstrapArgs();
    if (maker.equals(SWITCHES) && name.equals("typeSwitch")) {
      return constants.stream().allMatch(ClassDesc.class::isInstance)
          ? Optional.of(code -> whichType(code, constants))
          : Optional.empty();
    }
    if (maker.equals(RECORDS) && name.equals("hashCode")) {
      return Optional.of(code -> hash(code, components(constants)));
    }
    if (maker.equals(RECORDS) && name.equals("equals")) {
      return Optional.of(
          code -> same(code, (ClassDesc) constants.getFirst(), components(constants)));
    }
    return Optional.empty();
  }

  /** The record's class and the names of its components come first. */
  private static List<DirectMethodHandleDesc> components(List<ConstantDesc> constants) {
    return constants.stream().skip(2).map(DirectMethodHandleDesc.class::cast).toList();
  }

  /** {@code (T, int from) -> int}: the first label from there on that fits; -1 for null. */
  private static void whichType(CodeBuilder code, List<ConstantDesc> labels) {
    Label something = code.newLabel();
    code.aload(0).ifnonnull(something).iconst_m1().ireturn().labelBinding(something);
    for (int i = 0; i < labels.size(); i++) {
      Label next = code.newLabel();
      code.iload(1).loadConstant(i).if_icmpgt(next);
      code.aload(0).instanceOf((ClassDesc) labels.get(i)).ifeq(next);
      code.loadConstant(i).ireturn().labelBinding(next);
    }
    code.loadConstant(labels.size()).ireturn();
  }

  /** {@code (R) -> int}: 31 times what came before, and the hash of the component. */
  private static void hash(CodeBuilder code, List<DirectMethodHandleDesc> components) {
    code.iconst_0();
    for (DirectMethodHandleDesc component : components) {
      ClassDesc type = component.invocationType().returnType();
      ClassDesc argument = type.isPrimitive() ? type : ConstantDescs.CD_Object;
      get(code.loadConstant(31).imul(), 0, component)
          .invokestatic(
              type.isPrimitive() ? box(type) : OBJECTS,
              "hashCode",
              MethodTypeDesc.of(ConstantDescs.CD_int, argument))
          .iadd();
    }
    code.ireturn();
  }

  /** {@code (R, Object) -> boolean}: the same class, and the same value of each component. */
  private static void same(
      CodeBuilder code, ClassDesc type, List<DirectMethodHandleDesc> components) {
    Label other = code.newLabel();
    code.aload(1).instanceOf(type).ifeq(other).aload(1).checkcast(type).astore(2);
    for (DirectMethodHandleDesc component : components) {
      ClassDesc part = component.invocationType().returnType();
      get(get(code, 0, component), 2, component);
      if (part.isPrimitive()) {
        code.invokestatic(box(part), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, part, part))
            .ifne(other);
      } else {
        code.invokestatic(
                OBJECTS,
                "equals",
                MethodTypeDesc.of(
                    ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object))
            .ifeq(other);
      }
    }
    code.iconst_1().ireturn().labelBinding(other).iconst_0().ireturn();
  }

  private static CodeBuilder get(CodeBuilder code, int variable, DirectMethodHandleDesc field) {
    return code.aload(variable)
        .getfield(field.owner(), field.methodName(), field.invocationType().returnType());
  }

  private static ClassDesc box(ClassDesc primitive) {
    return switch (TypeKind.from(primitive)) {
      case BOOLEAN -> ConstantDescs.CD_Boolean;
      case BYTE -> ConstantDescs.CD_Byte;
      case CHAR -> ConstantDescs.CD_Character;
      case SHORT -> ConstantDescs.CD_Short;
      case INT -> ConstantDescs.CD_Integer;
      case LONG -> ConstantDescs.CD_Long;
      case FLOAT -> ConstantDescs.CD_Float;
      case DOUBLE -> ConstantDescs.CD_Double;
      case REFERENCE, VOID ->
          throw new IllegalArgumentException(primitive.descriptorString() + " is no primitive");
    };
  }
}
