package io.nuwa.emergency.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.run.EvidenceRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceStoreTest {
  @TempDir private Path home;
  private MemoryFolder memory;
  private EvidenceStore store;

  @BeforeEach
  void prepare() {
    memory = new MemoryFolder(home);
    store = new EvidenceStore(memory);
  }

  private Path file(EvidenceRef kept) {
    return memory.evidence().resolve(kept.sha256() + ".txt");
  }

  @Test
  void the_same_text_is_kept_once_under_its_hash() throws IOException {
    EvidenceRef first = store.keep("a.txt", "raw 证据");
    EvidenceRef second = store.keep("b.txt", "raw 证据");

    assertThat(second.sha256()).isEqualTo(first.sha256());
    assertThat(first.bytes()).isEqualTo(10);
    assertThat(file(first)).hasContent("raw 证据");
    assertThat(memory.evidence().toFile().list()).hasSize(1);
  }

  @Test
  void a_folder_that_somebody_removed_is_made_again() throws IOException {
    EvidenceRef kept = store.keep("a.txt", "raw");
    Files.delete(file(kept));
    Files.delete(memory.evidence());

    assertThat(store.keep("a.txt", "raw")).isEqualTo(kept);
    assertThat(file(kept)).hasContent("raw");
  }

  @Test
  void evidence_that_was_changed_is_set_aside_and_not_believed() throws IOException {
    EvidenceRef kept = store.keep("a.txt", "raw");
    Files.writeString(file(kept), "forged");

    store.keep("a.txt", "raw");

    assertThat(file(kept)).hasContent("raw");
    assertThat(file(kept).resolveSibling(file(kept).getFileName() + ".damaged"))
        .hasContent("forged");
  }

  @Test
  void a_file_where_the_folder_belongs_is_named() throws IOException {
    Files.createDirectories(memory.folder());
    Files.writeString(memory.evidence(), "not a folder");

    assertThatThrownBy(() -> store.keep("a.txt", "raw"))
        .isInstanceOf(MemoryException.class)
        .hasMessageContaining("evidence")
        .hasMessageContaining("a folder is needed");
    assertThat(memory.evidence()).hasContent("not a folder");
  }

  @Test
  void evidence_that_cannot_be_read_is_not_told_as_gone() throws IOException {
    EvidenceRef kept = store.keep("a.txt", "raw");
    assertThat(store.text(kept)).contains("raw");

    Files.delete(file(kept));
    assertThat(store.text(kept)).isEmpty();

    Files.createSymbolicLink(file(kept), file(kept));
    assertThatThrownBy(() -> store.text(kept))
        .isInstanceOf(MemoryException.class)
        .hasMessageContainingAll("cannot read the evidence", kept.sha256(), "Too many levels");
  }
}
