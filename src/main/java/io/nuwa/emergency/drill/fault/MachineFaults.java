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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Faults of the machine. */
final class MachineFaults {
  private static final int SMALL_MIB = 8;
  private static final int BLOCK = 4096;
  private static final String FILLER = "filler";
  private static final int MOST_TRIES = 50;
  private static final int BETWEEN_TRIES_MILLIS = 200;

  private MachineFaults() {}

  static Fault image() {
    return new Fault(
        "image-gone",
        "Alertmanager's container is removed, and the name of its image with it",
        Expectation.repaired(IMAGE_MISSING),
        scene -> {
          scene.engine().ask("rm", "-f", ContainerFaults.id(scene, ShippedStack.ALERTMANAGER));
          scene.engine().ask("rmi", scene.ground().scratchImage(ShippedStack.ALERTMANAGER));
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
        Expectation.givenUp(List.of(), NO_SPACE),
        scene -> {
          Path memory = scene.file("promptx/memory");
          var disk = new FullDisk(memory);
          return Trouble.brought(
              () -> {
                disk.mount();
                ContainerFaults.kill(scene, ShippedStack.ALERTMANAGER);
              },
              disk::harm,
              disk::unmount);
        });
  }

  /** A small disk in place of a folder, with what was in it, filled up. */
  private static final class FullDisk {
    private final Path folder;
    private boolean mounted;

    FullDisk(Path folder) {
      this.folder = folder;
    }

    private Path kept() {
      return folder.resolveSibling("memory.kept");
    }

    void mount() throws IOException, InterruptedException {
      copy(folder, kept());
      try {
        SmallDisk.mount(folder, SMALL_MIB);
        mounted = true;
      } catch (IOException e) {
        throw new Fault.UnfitException("no small disk can be had here: " + e.getMessage());
      }
      copy(kept(), folder);
      var block = new byte[BLOCK];
      Arrays.fill(block, (byte) 'x');
      try (var out = Files.newOutputStream(folder.resolve(FILLER))) {
        for (int i = 0; i < SMALL_MIB * 1024 * 1024 / BLOCK; i++) {
          out.write(block);
        }
      } catch (IOException full) {
        // That is what it is for.
      }
    }

    Optional<String> harm() {
      return mounted ? Optional.of("the disk of " + folder + " is full") : Optional.empty();
    }

    /**
     * Full to the end, so that nothing is recorded that would be lost. Whoever has a file of it
     * open lets go again.
     */
    void unmount() throws IOException, InterruptedException {
      for (int tries = 1; mounted; tries++) {
        copy(folder, kept());
        Files.deleteIfExists(kept().resolve(FILLER));
        try {
          SmallDisk.unmount(folder);
          mounted = false;
          copy(kept(), folder);
        } catch (IOException e) {
          if (tries == MOST_TRIES || !mounted) {
            throw e;
          }
          TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
        }
      }
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
