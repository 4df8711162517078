package io.nuwa.emergency.monitor;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Where messages wait for the watch. */
public interface Inbox {

  /** Leaves a message; never waits. */
  void put(Message message);

  /**
   * Takes the next message.
   *
   * @param atMost how long to wait for one
   */
  Optional<Message> await(Duration atMost) throws InterruptedException;

  /**
   * For real time and many threads. What comes faster than it is taken is dropped beyond a thousand
   * messages: what a sighting concerns is measured whole, so one of a kind is as good as many.
   */
  static Inbox queue() {
    BlockingQueue<Message> waiting = new LinkedBlockingQueue<>(1000);
    return new Inbox() {
      @Override
      public void put(Message message) {
        boolean taken = waiting.offer(message);
        if (!taken && !(message instanceof Message.Seen)) {
          // A person's wish outweighs one of a thousand signs.
          waiting.poll();
          put(message);
        }
      }

      @Override
      public Optional<Message> await(Duration atMost) throws InterruptedException {
        return Optional.ofNullable(
            waiting.poll(Math.max(0, atMost.toMillis()), TimeUnit.MILLISECONDS));
      }
    };
  }
}
