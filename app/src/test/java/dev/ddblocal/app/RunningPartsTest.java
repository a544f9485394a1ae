package dev.ddblocal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class RunningPartsTest {
  private final List<String> closed = new ArrayList<>();
  private final RunningParts parts = new RunningParts();

  @Test
  void closes_the_last_part_first_and_each_once() {
    parts.add("first", () -> closed.add("first"));
    parts.add("second", () -> closed.add("second"));

    parts.close();
    parts.close();

    assertEquals(List.of("second", "first"), closed);
  }

  @Test
  void a_part_that_fails_to_close_does_not_keep_the_others_open() {
    Logger log = Logger.getLogger(RunningParts.class.getName());
    log.setLevel(Level.OFF);
    try {
      parts.add("first", () -> closed.add("first"));
      parts.add(
          "second",
          () -> {
            throw new IllegalStateException("stuck");
          });

      parts.close();

      assertEquals(List.of("first"), closed);
    } finally {
      log.setLevel(null);
    }
  }
}
