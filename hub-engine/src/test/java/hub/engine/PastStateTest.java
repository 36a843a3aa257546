package hub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDB;

class PastStateTest {

  @Test
  void what_a_killed_process_had_put_aside_is_taken_away(@TempDir Path folder) throws Exception {
    var scratch = folder.resolve("scratch");
    try (var left = RocksDB.open(scratch.toString())) {
      left.put(new byte[] {1}, new byte[] {2});
    }
    assertThat(scratch).isNotEmptyDirectory();

    PastState.clear(scratch);

    assertThat(scratch).doesNotExist();
  }

  @Test
  void where_nothing_was_put_aside_there_is_nothing_to_take_away(@TempDir Path folder) {
    PastState.clear(folder.resolve("never"));
    assertThat(folder).isEmptyDirectory();
  }
}
