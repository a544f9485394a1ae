package dev.ddblocal.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;

/** The parts of a server that have to be closed, the last one started first. */
final class RunningParts implements AutoCloseable {
  private static final Logger LOG = System.getLogger(RunningParts.class.getName());

  private final Deque<Part> parts = new ArrayDeque<>();

  /** Adds a part that runs now. */
  synchronized void add(String name, AutoCloseable closing) {
    parts.push(new Part(name, closing));
  }

  /** Closes all parts; one that fails to close does not keep the others open. Idempotent. */
  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      try {
        part.closing().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.log(Level.ERROR, "could not close the " + part.name(), e);
      }
    }
  }

  private record Part(String name, AutoCloseable closing) {}
}
