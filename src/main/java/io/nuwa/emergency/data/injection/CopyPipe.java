package io.nuwa.emergency.data.injection;

import io.nuwa.emergency.data.generation.RowBuffer;
import io.nuwa.emergency.data.generation.TableRows;
import io.nuwa.emergency.data.schema.TableName;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Generates on one thread and sends on another, with a few buffers going round between them: the
 * server never waits for a row to be made, and no row is an object.
 */
final class CopyPipe {
  private static final int BUFFERS = 4;
  private static final int BUFFER_BYTES = 256 * 1024;

  private final ArrayBlockingQueue<RowBuffer> empty = new ArrayBlockingQueue<>(BUFFERS);
  private final ArrayBlockingQueue<RowBuffer> full = new ArrayBlockingQueue<>(BUFFERS);
  private volatile RuntimeException broken;

  CopyPipe() {
    for (int i = 0; i < BUFFERS; i++) {
      empty.add(new RowBuffer(BUFFER_BYTES + BUFFER_BYTES / 8));
    }
  }

  /**
   * Copies all rows of a table in.
   *
   * @param sent told how many rows have been sent
   */
  void copy(PGConnection connection, TableRows rows, LongConsumer sent)
      throws SQLException, InterruptedException {
    String columns =
        rows.columns().stream().map(TableName::quote).collect(Collectors.joining(", "));
    String sql =
        "COPY " + rows.table().name().quoted() + " (" + columns + ") FROM STDIN (FORMAT binary)";
    CopyIn copy = connection.getCopyAPI().copyIn(sql);
    Thread generator = Thread.ofPlatform().daemon().name("generator").start(() -> generate(rows));
    try {
      send(copy, rows.rows(), sent);
      copy.endCopy();
    } finally {
      generator.interrupt();
      generator.join();
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private void send(CopyIn copy, long rows, LongConsumer sent)
      throws SQLException, InterruptedException {
    long count = 0;
    boolean last = false;
    while (!last) {
      RowBuffer buffer = full.take();
      if (broken != null) {
        throw broken;
      }
      copy.writeToCopy(buffer.bytes(), 0, buffer.size());
      count += buffer.rows();
      last = buffer.last();
      sent.accept(Math.min(count, rows));
      buffer.clear();
      empty.add(buffer);
    }
  }

  private void generate(TableRows rows) {
    try {
      RowBuffer buffer = empty.take();
      buffer.header();
      for (long row = 0; row < rows.rows(); row++) {
        rows.write(buffer, row);
        if (buffer.size() >= BUFFER_BYTES) {
          full.put(buffer);
          buffer = empty.take();
        }
      }
      buffer.trailer();
      full.put(buffer);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      broken = e;
      full.offer(new RowBuffer(0));
    }
  }
}
