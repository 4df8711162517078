package io.nuwa.emergency.drill.fault;

import static io.nuwa.emergency.failure.FailureClass.IMAGE_MISSING;
import static io.nuwa.emergency.failure.FailureClass.NO_SPACE;

import io.nuwa.emergency.drill.ground.ShippedStack;
import io.nuwa.emergency.drill.ground.SmallDisk;
import io.nuwa.emergency.drill.scene.Spinners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Faults of the machine. */
final class MachineFaults {
  private static final int SMALL_MIB = 8;
  private static final int BLOCK = 4096;

  private MachineFaults() {}

  static Fault image() {
    return new Fault(
        "image-gone",
        "Alertmanager's container is removed, and the name of its image with it",
        Expectation.repaired(IMAGE_MISSING),
        scene -> {
          scene.engine().ask("rm", "-f", ContainerFaults.id(scene, ShippedStack.ALERTMANAGER));
          scene.engine().ask("rmi", scene.ground().scratchImage());
          return ContainerFaults.wholeStack();
        });
  }

  static Fault busy() {
    return new Fault(
        "cpu-busy",
        "every processor is kept busy for 20 s",
        new Expectation.NoAlarm(),
        scene -> {
          var spinners = Spinners.start();
          return Trouble.of(Trouble.WHOLE_STACK, spinners::stop);
        });
  }

  static Fault disk() {
    return new Fault(
        "disk-full",
        "the disk of journal and status files is full, and a container is killed",
        Expectation.givenUp(List.of("MetricsWatcher"), NO_SPACE),
        scene -> {
          Path memory = scene.file("promptx/memory");
          var disk = new FullDisk(memory);
          disk.mount();
          scene
              .engine()
              .ask(
                  "kill", "--signal", "KILL", ContainerFaults.id(scene, ShippedStack.ALERTMANAGER));
          return Trouble.of(() -> disk.harm(), disk::unmount);
        });
  }

  /** A small disk in place of a folder, with what was in it, filled up. */
  private record FullDisk(Path folder) {
    private Path kept() {
      return folder.resolveSibling("memory.kept");
    }

    void mount() throws IOException, InterruptedException {
      copy(folder, kept());
      try {
        SmallDisk.mount(folder, SMALL_MIB);
      } catch (IOException e) {
        throw new Fault.UnfitException("no small disk can be had here: " + e.getMessage());
      }
      copy(kept(), folder);
      var block = new byte[BLOCK];
      Arrays.fill(block, (byte) 'x');
      try (var out = Files.newOutputStream(folder.resolve("filler"))) {
        for (int i = 0; i < SMALL_MIB * 1024 * 1024 / BLOCK; i++) {
          out.write(block);
        }
      } catch (IOException full) {
        // That is what it is for.
      }
    }

    Optional<String> harm() {
      return Files.exists(folder.resolve("filler"))
          ? Optional.of("the disk of " + folder + " is full")
          : Optional.empty();
    }

    void unmount() throws IOException, InterruptedException {
      if (!Files.exists(folder.resolve("filler"))) {
        return;
      }
      Files.delete(folder.resolve("filler"));
      copy(folder, kept());
      SmallDisk.unmount(folder);
      copy(kept(), folder);
    }

    private static void copy(Path from, Path to) throws IOException {
      try (Stream<Path> all = Files.walk(from)) {
        for (Path file : all.toList()) {
          Path target = to.resolve(from.relativize(file).toString());
          if (Files.isDirectory(file)) {
            Files.createDirectories(target);
          } else {
            Files.copy(
                file,
                target,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
          }
        }
      }
    }
  }
}
