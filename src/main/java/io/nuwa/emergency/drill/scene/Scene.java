package io.nuwa.emergency.drill.scene;

import io.nuwa.emergency.drill.ground.EngineProgram;
import io.nuwa.emergency.drill.ground.Ground;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.time.Time;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** All that a fault and its look may use. */
public final class Scene {
  private final Ground ground;
  private final Time time;
  private final OwnProgram program;
  private final AtomicReference<Map<String, String>> facts = new AtomicReference<>(Map.of());

  public Scene(Ground ground, Time time, OwnProgram program) {
    this.ground = ground;
    this.time = time;
    this.program = program;
  }

  /** This program, as a user calls it. */
  public OwnProgram program() {
    return program;
  }

  public Ground ground() {
    return ground;
  }

  public Time time() {
    return time;
  }

  public EngineProgram engine() {
    return ground.engine();
  }

  public Containers containers() {
    return new Containers(ground);
  }

  /** Where the stack's service answers now: a remedy may have moved it. */
  public int port(String name) {
    String moved = facts.get().get(Values.PORT + name);
    return moved == null ? ground.plan().ports().get(name) : Integer.parseInt(moved);
  }

  /** Facts of the run, as far as they were told. */
  public Map<String, String> facts() {
    return facts.get();
  }

  public ComposeProgram compose() {
    return new ComposeProgram(this);
  }

  public Shop shop() {
    return new Shop(port("postgres"), ground.password());
  }

  /** A file of the drill's home. */
  public Path file(String name) {
    return ground.home().resolve(name);
  }

  /** The run's facts changed. */
  public void learn(Map<String, String> now) {
    facts.set(Map.copyOf(now));
  }
}
