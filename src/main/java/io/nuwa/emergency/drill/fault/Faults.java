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
        PortFaults.unpublished(),
        PortFaults.unrouted(),
        BuildFaults.build(),
        BuildFaults.tag(),
        BuildFaults.database(),
        BuildFaults.crashing(),
        MachineFaults.image(),
        MachineFaults.busy(),
        MachineFaults.disk(),
        MemoryFaults.forged(),
        MemoryFaults.garbled(),
        MemoryFaults.edited(),
        PlanFaults.port(),
        PlanFaults.name(),
        PlanFaults.command(),
        PlanFaults.drops(),
        WatchFaults.stopped(),
        ScrapeFaults.silent(),
        ScrapeFaults.missing(),
        ScrapeFaults.wrong(),
        ScrapeFaults.restarted(),
        PrometheusFaults.stranger(),
        PrometheusFaults.wrongTarget(),
        PrometheusFaults.interval(),
        PrometheusFaults.series(),
        SuiteFaults.yesterday(),
        SuiteFaults.zero(),
        SuiteFaults.truncated(),
        SuiteFaults.failing(),
        SuiteFaults.flaky(),
        SuiteFaults.skipping(),
        SuiteFaults.sameNames(),
        SuiteFaults.contradicting(),
        SuiteFaults.linked(),
        SuiteFaults.touched(),
        DatabaseFaults.table(),
        DatabaseFaults.column(),
        DatabaseFaults.password(),
        DatabaseFaults.closed(),
        DatabaseFaults.volume(),
        DatabaseFaults.swapped(),
        RowFaults.deleted(),
        RowFaults.altered(),
        RowFaults.emptied(),
        RowFaults.conflicting());
  }
}
