package io.nuwa.emergency.drill;

import io.nuwa.emergency.drill.scene.Scene;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is found out about one fault while it lasts. */
final class Findings {
  private final Account account;
  private final List<String> remarks = new ArrayList<>();
  private Optional<String> harmAtGreen = Optional.empty();
  private Optional<IOException> blind = Optional.empty();
  private int falseGreens;

  /** Takes down what the journal says, and holds each GO against an independent look. */
  Findings(Scene scene, Oracle oracle) {
    this.account = new Account(scene::learn, () -> atGo(oracle));
  }

  Account account() {
    return account;
  }

  void remark(String text) {
    remarks.add(text);
  }

  List<String> remarks() {
    return List.copyOf(remarks);
  }

  /** The product said green while this was broken. */
  void saidGreen(String broken) {
    falseGreens++;
    harmAtGreen = harmAtGreen.or(() -> Optional.of(broken));
  }

  int falseGreens() {
    return falseGreens;
  }

  Optional<String> harmAtGreen() {
    return harmAtGreen;
  }

  /** Fails when a GO could not be held against a look: nothing can be said of it then. */
  void requireSight() throws IOException {
    if (blind.isPresent()) {
      throw blind.get();
    }
  }

  /** The journal says GO: is it true at this moment? The run goes on whatever comes of it. */
  private void atGo(Oracle oracle) {
    try {
      oracle.harm().ifPresent(this::saidGreen);
    } catch (IOException e) {
      blind = Optional.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
