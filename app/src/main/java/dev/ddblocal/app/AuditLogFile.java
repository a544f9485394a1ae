package dev.ddblocal.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.ddblocal.app.configuration.ConfigurationException;
import dev.ddblocal.domain.port.AuditEvent;
import dev.ddblocal.domain.port.AuditLog;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * The audit log as a file: a JSON object a line, one for each decision. It is written to its end,
 * so it may be rotated: {@link #reopen} goes on in a new file of the same name.
 *
 * <p>Lines that cannot be written, because they come too fast or the disk is full, are counted: the
 * next line that can be written says how many are missing.
 */
final class AuditLogFile implements AuditLog, AutoCloseable {
  private static final Logger LOG = System.getLogger(AuditLogFile.class.getName());
  private static final int WAITING_LINES = 100_000;
  private static final JsonFactory JSON = new JsonFactory();

  private final Path path;
  private final Lines lines = new Lines();
  private final WriteBehind<AuditEvent> queue;
  private volatile boolean reopening;

  private AuditLogFile(Path path, Writer writer) {
    this.path = path;
    lines.writer = writer;
    queue = WriteBehind.start("ddb-local-audit-log", WAITING_LINES, lines);
  }

  /**
   * Opens the log; what the file holds stays.
   *
   * @throws ConfigurationException if the file cannot be written
   */
  static AuditLogFile open(Path path) {
    try {
      return new AuditLogFile(path, writer(path));
    } catch (IOException e) {
      throw new ConfigurationException("the audit log " + path + " cannot be written: " + e, e);
    }
  }

  private static BufferedWriter writer(Path path) throws IOException {
    return Files.newBufferedWriter(
        path, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  public boolean isEnabled() {
    return true;
  }

  @Override
  public void record(AuditEvent event) {
    queue.add(event);
  }

  /** Goes on in a new file, where the present one has been moved away. */
  void reopen() {
    reopening = true;
  }

  /** Writes what waits, then closes the file. */
  @Override
  public void close() {
    queue.close();
    lines.close();
  }

  /** The line of an event, without its end. */
  static String line(AuditEvent event) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("time", event.time().truncatedTo(ChronoUnit.MILLIS).toString());
      field(json, "requestId", event.origin().requestId());
      field(json, "source", event.origin().sourceAddress());
      field(json, "accessKeyId", event.accessKeyId());
      field(json, "principal", event.principalArn());
      field(json, "account", event.account());
      field(json, "region", event.region());
      field(json, "action", event.action());
      field(json, "resource", event.resource());
      field(json, "decision", event.decision().name());
      field(json, "reason", event.reason());
      field(json, "policy", event.policy());
      field(json, "sid", event.sid());
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("a string cannot be written to", e);
    }
    return line.toString();
  }

  private static void field(JsonGenerator json, String name, String value) throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }

  /** The file, for the writing thread alone. */
  private final class Lines implements WriteBehind.Destination<AuditEvent> {
    private Writer writer;
    private long missing;

    @Override
    public void write(AuditEvent event) {
      reopenIfAsked();
      try {
        if (missing > 0) {
          writer.write("{\"linesMissing\":" + missing + "}\n");
          missing = 0;
        }
        writer.write(line(event) + "\n");
      } catch (IOException e) {
        failed(e);
      }
    }

    @Override
    public void leftOut(long count) {
      missing += count;
    }

    @Override
    public void idle() {
      try {
        writer.flush();
      } catch (IOException e) {
        failed(e);
      }
    }

    private void failed(IOException e) {
      if (missing++ == 0) {
        LOG.log(Level.ERROR, "the audit log cannot be written", Map.of("file", path, "why", e));
      }
    }

    private void reopenIfAsked() {
      if (!reopening) {
        return;
      }
      reopening = false;
      try {
        Writer next = writer(path);
        close();
        writer = next;
      } catch (IOException e) {
        failed(e);
      }
    }

    private void close() {
      try {
        writer.close();
      } catch (IOException e) {
        failed(e);
      }
    }
  }
}
