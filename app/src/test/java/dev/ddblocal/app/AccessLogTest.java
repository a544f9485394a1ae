package dev.ddblocal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.http.RequestLog.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessLogTest {
  private static final Entry ENTRY =
      new Entry("ID", "GetItem", 200, "", 1_500_000, "000000001234", "ACCESS");
  private static final int MORE_THAN_CAN_WAIT = 30_000;

  private final Logger logger = Logger.getLogger(AccessLog.LOGGER);
  private final List<LogRecord> records = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch mayWrite = new CountDownLatch(1);
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          try {
            mayWrite.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    logger.setLevel(Level.INFO);
  }

  @AfterEach
  void leave() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
    logger.setLevel(null);
  }

  @Test
  void a_line_names_request_operation_outcome_and_caller() {
    mayWrite.countDown();
    try (AccessLog log = AccessLog.start()) {
      log.log(ENTRY);
      log.log(new Entry("ID2", "", 400, "SerializationException", 0, "", ""));
    }

    assertEquals(
        Map.of(
            "requestId", "ID",
            "operation", "GetItem",
            "status", 200,
            "milliseconds", 1.5,
            "account", "000000001234",
            "accessKeyId", "ACCESS"),
        records.get(0).getParameters()[0]);
    assertEquals(
        Map.of(
            "requestId",
            "ID2",
            "status",
            400,
            "milliseconds",
            0.0,
            "error",
            "SerializationException"),
        records.get(1).getParameters()[0]);
    assertEquals(2, records.size());
  }

  @Test
  void is_enabled_as_its_logger_is() {
    try (AccessLog log = AccessLog.start()) {
      assertTrue(log.isEnabled());
      logger.setLevel(Level.OFF);
      assertFalse(log.isEnabled());
    }
  }

  @Test
  void never_waits_for_the_writer_and_counts_what_it_leaves_out() {
    try (AccessLog log = AccessLog.start()) {
      for (int i = 0; i < MORE_THAN_CAN_WAIT; i++) {
        log.log(ENTRY);
      }
      mayWrite.countDown();
    }

    long written = records.stream().filter(r -> r.getLevel().equals(Level.INFO)).count();
    long leftOut =
        records.stream()
            .filter(r -> r.getLevel().equals(Level.WARNING))
            .map(r -> (Map<?, ?>) r.getParameters()[0])
            .mapToLong(fields -> (Long) fields.get("count"))
            .sum();
    assertTrue(leftOut > 0);
    assertEquals(MORE_THAN_CAN_WAIT, written + leftOut);
  }
}
