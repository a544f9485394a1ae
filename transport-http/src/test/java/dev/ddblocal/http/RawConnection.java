package dev.ddblocal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;

/** A client that sends exactly the bytes it is given. */
final class RawConnection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  RawConnection(int port) {
    this(port, SocketFactory.getDefault());
  }

  /** A connection that the factory makes, such as one over TLS. */
  RawConnection(int port, SocketFactory factory) {
    try {
      socket = factory.createSocket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
      out = socket.getOutputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The socket, for what only one over TLS can tell. */
  Socket socket() {
    return socket;
  }

  RawConnection send(String text) {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  RawConnection send(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one answer to anything but a HEAD request. */
  Reply read() {
    return read(true);
  }

  /** Reads one answer to a HEAD request. */
  Reply readHead() {
    return read(false);
  }

  private Reply read(boolean withBody) {
    try {
      String statusLine = readLine();
      assertEquals("HTTP/1.", statusLine.substring(0, 7));
      Reply reply = new Reply(Integer.parseInt(statusLine.substring(9, 12)));
      String line = readLine();
      while (!line.isEmpty()) {
        int colon = line.indexOf(':');
        reply.headers.add(Map.entry(line.substring(0, colon), line.substring(colon + 1).strip()));
        line = readLine();
      }
      if (withBody && reply.status >= 200) {
        reply.body = readBody(reply);
      }
      return reply;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] readBody(Reply reply) throws IOException {
    if ("chunked".equals(reply.header("Transfer-Encoding"))) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      int size = Integer.parseInt(readLine(), 16);
      while (size > 0) {
        body.write(in.readNBytes(size));
        assertEquals("", readLine());
        size = Integer.parseInt(readLine(), 16);
      }
      assertEquals("", readLine());
      return body.toByteArray();
    }
    int length = Integer.parseInt(reply.header("Content-Length"));
    byte[] body = in.readNBytes(length);
    assertEquals(length, body.length);
    return body;
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    while (next != '\n') {
      if (next < 0) {
        throw new EOFException("closed after '" + line + "'");
      }
      if (next != '\r') {
        line.write(next);
      }
      next = in.read();
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /** Reads to the end; returns how many bytes came. A reset counts as the end. */
  int readToEnd() {
    try {
      return in.readAllBytes().length;
    } catch (SocketException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An answer. */
  static final class Reply {
    private final int status;
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();
    private byte[] body = {};

    private Reply(int status) {
      this.status = status;
    }

    int status() {
      return status;
    }

    byte[] body() {
      return body;
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** The named header's value; null if there is none. Fails if there are two. */
    String header(String name) {
      List<String> values =
          headers.stream()
              .filter(header -> header.getKey().equalsIgnoreCase(name))
              .map(Map.Entry::getValue)
              .toList();
      assertEquals(true, values.size() < 2, name + " came twice");
      return values.isEmpty() ? null : values.getFirst();
    }
  }
}
