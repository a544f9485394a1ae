package dev.ddblocal.it;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A connection on which a test sends what it likes and reads the answers one by one. */
final class Conversation implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  private Conversation(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects to a server on this machine. */
  static Conversation with(int port) throws IOException {
    return new Conversation(RawRequest.connect(port));
  }

  /** Sends bytes. */
  Conversation send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /**
   * Sends bytes that the server may refuse to read to their end.
   *
   * @return whether all of them were taken
   */
  boolean trySend(byte[] bytes) {
    try {
      send(bytes);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Says that nothing more will be sent. */
  Conversation finish() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** The next answer. */
  RawAnswer answer() throws IOException {
    return RawAnswer.read(in).orElseThrow(() -> new IOException("closed without an answer"));
  }

  /** The next answer, which has no body whatever its headers say, as after HEAD. */
  RawAnswer answerWithoutBody() throws IOException {
    return RawAnswer.readHead(in).orElseThrow(() -> new IOException("closed without an answer"));
  }

  /** The next line, without its end. */
  String line() throws IOException {
    return RawAnswer.line(in);
  }

  /** All answers until the server closes the connection, which it has to do by itself. */
  List<RawAnswer> answersUntilClosed() throws IOException {
    List<RawAnswer> answers = new ArrayList<>();
    try {
      for (Optional<RawAnswer> next = RawAnswer.read(in);
          next.isPresent();
          next = RawAnswer.read(in)) {
        answers.add(next.get());
      }
    } catch (SocketException e) {
      // A reset is a way to be closed too; what was answered before it has been read.
    }
    return answers;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
