package io.nuwa.emergency.data.generation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bytes of a binary COPY, kept from use to use. Every value is written as its length and its bytes,
 * big-endian, as the receive functions of PostgreSQL's types want them.
 */
public final class RowBuffer {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  /** Numeric digits stand in groups of four. */
  private static final int GROUP = 10_000;

  private static final int MOST_GROUPS = 6;
  private static final long[] POWERS = {1, 10, 100, 1000};

  private final int[] groups = new int[MOST_GROUPS];
  private byte[] bytes;
  private int size;
  private long rows;
  private boolean last;

  public RowBuffer(int capacity) {
    bytes = new byte[capacity];
  }

  public byte[] bytes() {
    return bytes;
  }

  /** How many of the bytes count. */
  public int size() {
    return size;
  }

  /** How many rows were begun since it was cleared. */
  public long rows() {
    return rows;
  }

  public void clear() {
    size = 0;
    rows = 0;
    last = false;
  }

  /** What every binary COPY starts with. */
  public void header() {
    need(SIGNATURE.length);
    System.arraycopy(SIGNATURE, 0, bytes, size, SIGNATURE.length);
    size += SIGNATURE.length;
  }

  /** What every binary COPY ends with. */
  public void trailer() {
    putShort(-1);
    last = true;
  }

  /** Whether nothing comes after these bytes. */
  public boolean last() {
    return last;
  }

  /** Begins a row of so many values. */
  public void row(int values) {
    rows++;
    putShort(values);
  }

  /** NULL. */
  public void empty() {
    putInt(-1);
  }

  /** A whole number in 2, 4 or 8 bytes. */
  public void whole(int length, long value) {
    putInt(length);
    switch (length) {
      case 2 -> putShort((int) value);
      case 4 -> putInt((int) value);
      default -> putLong(value);
    }
  }

  public void bool(boolean value) {
    need(5);
    putInt(1);
    bytes[size++] = (byte) (value ? 1 : 0);
  }

  public void uuid(long high, long low) {
    putInt(16);
    putLong(high);
    putLong(low);
  }

  /** Text in UTF-8, or anything whose bytes are ready. */
  public void text(byte[] value) {
    text(value, value.length);
  }

  /** The first bytes of a text. */
  public void text(byte[] value, int length) {
    need(length + 4);
    putInt(length);
    System.arraycopy(value, 0, bytes, size, length);
    size += length;
  }

  /**
   * A decimal number.
   *
   * @param unscaled without the point; at most 15 digits
   * @param scale digits behind the point
   */
  public void numeric(long unscaled, int scale) {
    int behind = (scale + 3) / 4;
    long rest = Math.abs(unscaled) * POWERS[behind * 4 - scale];
    int count = 0;
    while (rest != 0) {
      groups[count++] = (int) (rest % GROUP);
      rest /= GROUP;
    }
    need(12 + count * 2);
    putInt(8 + count * 2);
    putShort(count);
    putShort(count == 0 ? 0 : count - behind - 1);
    putShort(unscaled < 0 ? 0x4000 : 0);
    putShort(scale);
    for (int i = count - 1; i >= 0; i--) {
      putShort(groups[i]);
    }
  }

  private void putShort(int value) {
    need(2);
    SHORT.set(bytes, size, (short) value);
    size += 2;
  }

  private void putInt(int value) {
    need(4);
    INT.set(bytes, size, value);
    size += 4;
  }

  private void putLong(long value) {
    need(8);
    LONG.set(bytes, size, value);
    size += 8;
  }

  private void need(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
