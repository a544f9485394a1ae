package dev.ddblocal.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The decoder of one connection's requests, which refuses what different readers could read
 * differently (RFC 9112: obsolete line folding, a length beside chunks, other versions) and knows
 * how long the request that is arriving has been under way.
 *
 * <p>Together with {@link LingeringClose} this is what knows of Vert.x's pipeline: its public
 * interface has no place for either.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {
  static final String PIPELINE_NAME = "httpDecoder";

  private static final byte LF = '\n';
  private static final byte CR = '\r';
  private static final int DEL = 127;
  private static final int MIN_BYTES_PER_SECOND = 16 * 1024;

  private final ConnectionSweep sweep;
  private ChannelHandlerContext context;
  private boolean inHead = true;
  private boolean requestLineSeen;
  private boolean refused;
  private boolean receiving;
  private long receivingSince;
  private long receivedBytes;
  private int answering;
  private long lastActivity;
  private PeerAddress peer;

  private StrictRequestDecoder(HttpServerOptions options, ConnectionSweep sweep) {
    super(options);
    this.sweep = sweep;
    lastActivity = sweep.now();
  }

  /** Gives a new connection such a decoder, before its first byte is read. */
  static void install(HttpConnection connection, HttpServerOptions options, ConnectionSweep sweep) {
    channelOf(connection)
        .pipeline()
        .replace(PIPELINE_NAME, PIPELINE_NAME, new StrictRequestDecoder(options, sweep));
  }

  /** The decoder of a connection; null if the connection has ended. */
  static StrictRequestDecoder of(HttpConnection connection) {
    return (StrictRequestDecoder) channelOf(connection).pipeline().get(PIPELINE_NAME);
  }

  /** The channel under a connection. */
  static Channel channelOf(HttpConnection connection) {
    return ((ConnectionBase) connection).channel();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) throws Exception {
    super.handlerAdded(context);
    this.context = context;
    sweep.add(this);
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext context) throws Exception {
    sweep.remove(this);
    super.handlerRemoved0(context);
  }

  /** Who is on the other side of the connection. Looked up once. */
  PeerAddress peer(TrustedProxies proxies) {
    if (peer == null) {
      peer = PeerAddress.of(context.channel().remoteAddress(), proxies);
    }
    return peer;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    lastActivity = sweep.now();
    if (message instanceof ByteBuf bytes) {
      receivedBytes += bytes.readableBytes();
    }
    super.channelRead(context, message);
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf buffer, List<Object> out)
      throws Exception {
    if (refused) {
      buffer.skipBytes(buffer.readableBytes());
      return;
    }
    if (!receiving && buffer.isReadable()) {
      receiving = true;
      receivingSince = sweep.now();
      receivedBytes = buffer.readableBytes();
    }
    if (inHead && hasMalformedLine(buffer)) {
      buffer.skipBytes(buffer.readableBytes());
      refused = true;
      HttpMessage invalid = createInvalidMessage();
      invalid.setDecoderResult(
          DecoderResult.failure(
              new IllegalArgumentException("a line of the head begins with no name")));
      out.add(invalid);
      return;
    }
    int before = out.size();
    super.decode(context, buffer, out);
    for (int i = before; i < out.size(); i++) {
      Object decoded = out.get(i);
      if (decoded instanceof LastHttpContent) {
        inHead = true;
        requestLineSeen = false;
        receiving = false;
      } else if (decoded instanceof HttpRequest) {
        inHead = false;
      }
    }
  }

  @Override
  protected void decodeLast(ChannelHandlerContext context, ByteBuf buffer, List<Object> out)
      throws Exception {
    // What a client leaves unfinished when it goes away is nobody's request.
    if (!inHead && !refused) {
      super.decodeLast(context, buffer, out);
    }
  }

  @Override
  protected HttpMessage createMessage(String[] initialLine) {
    HttpMessage message = super.createMessage(initialLine);
    HttpVersion version = message.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      throw new IllegalArgumentException("not HTTP/1.0 or HTTP/1.1");
    }
    return message;
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
  }

  /** Takes note that a request has arrived completely, and that its answer takes its time. */
  void answering() {
    answering++;
  }

  /** Takes note that a request that had arrived completely has its answer. */
  void answered() {
    answering--;
    lastActivity = sweep.now();
  }

  /**
   * Closes the connection if its request is too slow, or if it has been silent for too long. While
   * a request is being answered the client has nothing to say. A request that waits for the client
   * to read its answers before is not being answered, and nothing is read of it either.
   */
  void closeIfOverdue(long requestTimeoutNanos, long idleTimeoutNanos) {
    if (answering > 0) {
      return;
    }
    long now = sweep.now();
    long allowance = receivedBytes * (TimeUnit.SECONDS.toNanos(1) / MIN_BYTES_PER_SECOND);
    boolean arriving = receiving && context.channel().config().isAutoRead();
    boolean slow = arriving && now - receivingSince > requestTimeoutNanos + allowance;
    if (slow || now - lastActivity > idleTimeoutNanos) {
      close();
    }
  }

  /** Closes the connection at once. */
  void close() {
    // From here on, not from the end of the pipeline: there Vert.x first waits for the client to
    // take all that is written.
    var _ = context.close();
  }

  /**
   * Whether a line of the head that lies in the buffer begins with what begins no line: a blank,
   * which continues the line before (obsolete since RFC 7230), a control character, which the
   * decoder would pass over, or a colon without a name. The reader stands at the beginning of a
   * line, as the lines before it have been taken.
   */
  private boolean hasMalformedLine(ByteBuf buffer) {
    int end = buffer.writerIndex();
    int lineStart = buffer.readerIndex();
    while (lineStart < end) {
      int first = buffer.getUnsignedByte(lineStart);
      boolean empty = first == CR || first == LF;
      if (!empty && (first <= ' ' || first == ':' || first == DEL)) {
        return true;
      }
      if (empty && requestLineSeen) {
        return false;
      }
      requestLineSeen = !empty;
      int lineEnd = buffer.indexOf(lineStart, end, LF);
      if (lineEnd < 0) {
        return false;
      }
      lineStart = lineEnd + 1;
    }
    return false;
  }
}
