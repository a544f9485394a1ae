package dev.ddblocal.http;

import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.RequestOrigin;
import dev.ddblocal.domain.port.UnverifiedRequest;
import dev.ddblocal.domain.value.Bytes;
import io.netty.buffer.Unpooled;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.net.SocketAddress;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * One request, from its head to its answer. It belongs to its connection's event loop; while the
 * {@link OperationPipeline} has it, other threads may use what is said to be for any thread.
 *
 * <p>Steps 1 to 5 of the order in which DynamoDB checks (spec: authentication, 2.1) are here: size,
 * CORS, health, method and media type.
 */
final class Exchange {
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-amzn-RequestId");
  private static final CharSequence CRC32 = HttpHeaders.createOptimized("x-amz-crc32");
  private static final CharSequence MAX_AGE = HttpHeaders.createOptimized("172800");
  private static final CharSequence ANY_ORIGIN = HttpHeaders.createOptimized("*");
  private static final CharSequence EXPOSED_HEADERS =
      HttpHeaders.createOptimized("x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date");

  private static final Logger LOGGER = System.getLogger(Exchange.class.getName());

  private final HttpServerRequest request;
  private final HttpLoop loop;
  private final FrontDoorParts parts;
  private final RequestHead head;
  private AsciiString requestId;
  private final long begun = System.nanoTime();
  private final BodyBuffer received = new BodyBuffer();
  private byte[] body;
  private JsonMediaType mediaType;
  private int budgetTaken;
  private boolean over;
  private StrictRequestDecoder answeredOn;
  private PeerAddress peer = PeerAddress.UNKNOWN;
  // Written by whichever thread has the exchange, one after the other, each handing over safely.
  private Route route;
  private CallerIdentity caller;
  private Answer answer;

  private Exchange(HttpServerRequest request, HttpLoop loop, RequestHead head) {
    this.request = request;
    this.loop = loop;
    this.parts = loop.parts();
    this.head = head;
    requestId = loop.requestIds().next();
  }

  /** Takes up a request whose head has arrived. */
  static void begin(HttpServerRequest request, HttpLoop loop) {
    Exchange exchange = new Exchange(request, loop, RequestHead.of(request));
    exchange.parts.metrics().begun();
    exchange.receive();
  }

  private void receive() {
    if (head.isMalformed()) {
      refuse(Refusal.BAD_REQUEST);
    } else if (head.contentLength() > Pipeline.MAX_BODY) {
      refuse(Refusal.CONTENT_TOO_LARGE);
    } else {
      request.exceptionHandler(this::failedToArrive);
      request.handler(this::receive);
      request.endHandler(_ -> arrived());
      if (head.expectsContinue()) {
        request.response().writeContinue();
      }
    }
  }

  private void receive(Buffer piece) {
    if (over) {
      return;
    }
    int length = piece.length();
    if (received.length() + length > Pipeline.MAX_BODY) {
      refuse(Refusal.CONTENT_TOO_LARGE);
    } else if (!parts.budget().take(length)) {
      refuse(Refusal.SERVICE_UNAVAILABLE);
    } else {
      budgetTaken += length;
      received.append(piece, head.contentLength());
    }
  }

  private void failedToArrive(Throwable cause) {
    if (over) {
      return;
    }
    if (cause instanceof HttpClosedException) {
      end(0, "", 0);
    } else {
      // Chunks that are none: the decoder has given up on the connection.
      refuse(Refusal.BAD_REQUEST);
    }
  }

  private void refuse(Refusal refusal) {
    LingeringClose.afterSending(request.connection(), refusal);
    end(refusal.status(), "", 0);
  }

  /** Waits for a client that does not read the answers it has asked for before. */
  private void arrived() {
    if (!over && request.response().writeQueueFull()) {
      request.response().drainHandler(_ -> proceed()).closeHandler(_ -> abandon());
    } else {
      proceed();
    }
  }

  private void abandon() {
    if (body == null && !over) {
      end(0, "", 0);
    }
  }

  private void proceed() {
    if (over || body != null) {
      return;
    }
    answeredOn = StrictRequestDecoder.of(request.connection());
    if (answeredOn != null) {
      answeredOn.answering();
      peer = answeredOn.peer(parts.trustedProxies());
    }
    try {
      dispatch();
    } catch (RuntimeException e) {
      answer(loop.pipeline().internalServerError(this, e));
    }
  }

  private void dispatch() {
    body = received.toArray();
    mediaType = head.mediaType();
    String method = head.method();
    if (head.origin() != null && method.equals("OPTIONS")) {
      answer(Answer.EMPTY);
    } else if (head.isQueryCall()) {
      requestId = loop.requestIds().nextUuid();
      parts.queryPipeline().run(this);
    } else if (head.isAtRoot() && method.equals("GET")) {
      answer(parts.healthy());
    } else if (!head.isAtRoot()
        || !method.equals("POST")
        || (body.length > 0 && mediaType == null)) {
      answer(Answer.NOT_FOUND);
    } else {
      loop.pipeline().run(this);
    }
  }

  /** The head. For any thread. */
  RequestHead head() {
    return head;
  }

  /** The complete body as it was sent. For any thread. */
  byte[] body() {
    return body;
  }

  /** The request's id. For any thread. */
  String requestId() {
    return requestId.toString();
  }

  /** The host that the caller addressed; what the connection came to where it does not say. */
  String host() {
    if (head.host() != null) {
      return head.host();
    }
    SocketAddress local = request.connection().localAddress();
    return local.hostAddress() + ":" + local.port();
  }

  /** The media type for a JSON answer: the request's, if it is one. For any thread. */
  CharSequence answerType() {
    return (mediaType == null ? JsonMediaType.JSON : mediaType).headerValue();
  }

  /** The request as authentication wants it. For any thread. */
  UnverifiedRequest unverified() {
    return new UnverifiedRequest(
        head.method(), head.rawQuery(), head.headers(), Bytes.wrap(body), origin());
  }

  private RequestOrigin origin() {
    boolean relayed = peer.isTrustedProxy();
    return new RequestOrigin(
        requestId(),
        relayed ? parts.trustedProxies().client(peer, head.forwardedFor()) : peer.text(),
        relayed ? TrustedProxies.isSecure(head.forwardedProto(), loop.isSecure()) : loop.isSecure(),
        head.userAgent(),
        head.referer());
  }

  /** Remembers what the request is for. */
  void route(Route route) {
    this.route = route;
  }

  /** What the request is for; null if that is not known. */
  Route route() {
    return route;
  }

  /** Remembers who sent the request. */
  void caller(CallerIdentity caller) {
    this.caller = caller;
  }

  /** Gives the body's bytes back to the budget of the unauthenticated. */
  void authenticationOver() {
    parts.budget().release(budgetTaken);
    budgetTaken = 0;
  }

  /** Sends the answer; the first one counts. For any thread. */
  void answer(Answer answer) {
    this.answer = answer;
    if (loop.isCurrentThread()) {
      send();
    } else {
      loop.answers().add(this);
    }
  }

  /** Sends the answer that is set. On the event loop; never throws. */
  void send() {
    if (over) {
      return;
    }
    try {
      HttpServerResponse response = request.response();
      if (!response.closed()) {
        response.setStatusCode(answer.status());
        writeHeaders(response.headers());
        response.end(BufferInternal.buffer(Unpooled.wrappedBuffer(answer.body().unsafeArray())));
      }
      end(answer.status(), answer.errorCode(), answer.body().length());
    } catch (RuntimeException e) {
      LOGGER.log(Level.ERROR, "the answer to request " + requestId + " was lost", e);
      over = true;
      request.connection().close();
    }
  }

  private void writeHeaders(MultiMap headers) {
    headers.add(REQUEST_ID, requestId);
    if (answer.crc32() != Answer.NO_CHECKSUM) {
      headers.add(CRC32, Long.toString(answer.crc32()));
    }
    if (answer.contentType() != null) {
      headers.add(HttpHeaders.CONTENT_TYPE, answer.contentType());
    }
    if (answer.contentCoding() != null) {
      headers.add(HttpHeaders.CONTENT_ENCODING, answer.contentCoding().token());
    }
    headers.add(HttpHeaders.CONTENT_LENGTH, Integer.toString(answer.body().length()));
    headers.add(HttpHeaders.DATE, loop.date().value());
    if (parts.isStopping()) {
      headers.set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    if (head.origin() != null) {
      writeCorsHeaders(headers);
    }
  }

  private void writeCorsHeaders(MultiMap headers) {
    headers.add(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANY_ORIGIN);
    headers.add(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED_HEADERS);
    if (request.method().equals(HttpMethod.OPTIONS)) {
      headers.add(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE);
      if (head.corsHeaders() != null) {
        headers.add(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, head.corsHeaders());
      }
      if (head.corsMethod() != null) {
        headers.add(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, head.corsMethod());
      }
    }
  }

  private void end(int status, String errorCode, int bytesOut) {
    over = true;
    if (answeredOn != null) {
      answeredOn.answered();
    }
    authenticationOver();
    long nanos = System.nanoTime() - begun;
    parts
        .metrics()
        .ended(route == null ? null : route.meters(), status, nanos, received.length(), bytesOut);
    if (parts.requestLog().isEnabled()) {
      parts
          .requestLog()
          .log(
              new RequestLog.Entry(
                  requestId.toString(),
                  route == null ? "" : route.name(),
                  status,
                  errorCode,
                  nanos,
                  caller == null ? "" : caller.principal().accountId().toString(),
                  caller == null ? "" : caller.accessKeyId()));
    }
    received.clear();
    body = null;
  }
}
