package io.nuwa.emergency.drill.fault;

import java.util.List;

/** All faults, in the order in which a drill brings them about. */
public final class Faults {
  private Faults() {}

  /** All of them. */
  public static List<Fault> all() {
    return List.of(
        ContainerFaults.killed(),
        ContainerFaults.stopped(),
        ContainerFaults.paused(),
        ContainerFaults.removed(),
        ContainerFaults.frozen(),
        ContainerFaults.alertmanagerDead(),
        NetworkFaults.cut(),
        NetworkFaults.removed(),
        NetworkFaults.nameGone(),
        PortFaults.taken(),
        PortFaults.stale(),
        MachineFaults.image(),
        MachineFaults.busy(),
        MachineFaults.disk(),
        MemoryFaults.forged(),
        MemoryFaults.garbled(),
        ScrapeFaults.silent(),
        ScrapeFaults.missing(),
        ScrapeFaults.wrong(),
        ScrapeFaults.restarted(),
        SuiteFaults.yesterday(),
        SuiteFaults.zero(),
        SuiteFaults.truncated(),
        SuiteFaults.failing(),
        SuiteFaults.flaky(),
        DatabaseFaults.table(),
        DatabaseFaults.column(),
        DatabaseFaults.password(),
        DatabaseFaults.closed(),
        DatabaseFaults.volume(),
        RowFaults.deleted(),
        RowFaults.altered(),
        RowFaults.conflicting());
  }
}
