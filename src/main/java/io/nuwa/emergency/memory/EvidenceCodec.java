package io.nuwa.emergency.memory;

import io.nuwa.emergency.json.JsonObject;
import io.nuwa.emergency.run.EvidenceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pointers to evidence as the fields of a journal line, and back; read without streams. */
final class EvidenceCodec {
  private EvidenceCodec() {}

  static List<Map<String, Object>> encode(List<EvidenceRef> evidence) {
    return evidence.stream().map(EvidenceCodec::reference).toList();
  }

  static List<EvidenceRef> decode(JsonObject o) {
    var references = new ArrayList<EvidenceRef>();
    for (JsonObject reference : o.objects("evidence")) {
      references.add(reference(reference));
    }
    return references;
  }

  static Map<String, Object> reference(EvidenceRef e) {
    return EventCodec.fields("name", e.name(), "sha256", e.sha256(), "bytes", e.bytes());
  }

  static EvidenceRef reference(JsonObject o) {
    return new EvidenceRef(o.text("name"), o.text("sha256"), o.number("bytes"));
  }
}
