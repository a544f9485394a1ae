package dev.ddblocal.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpConnection;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The end of a connection whose request was refused before all of it was read. A socket that is
 * closed with unread bytes resets the connection, and the client may never see the answer: so the
 * answer goes out, what still comes in is thrown away for a while, then the connection is closed.
 *
 * <p>The handler sits between the socket and the HTTP decoder, which sees nothing more.
 */
final class LingeringClose extends ChannelDuplexHandler {
  private static final long MAX_SECONDS = 2;
  private static final long MAX_BYTES = 64L << 20;

  private ChannelHandlerContext context;
  private ChannelPromise heldClose;
  private ScheduledFuture<?> timer;
  private long discarded;
  private boolean over;

  private LingeringClose() {}

  /**
   * Refuses the request that the connection is at, then closes it. Has no effect on a connection
   * that is ending already. To be called on the connection's event loop.
   */
  static void afterSending(HttpConnection connection, Refusal refusal) {
    Channel channel = StrictRequestDecoder.channelOf(connection);
    if (channel.isActive() && channel.pipeline().get(LingeringClose.class) == null) {
      LingeringClose handler = new LingeringClose();
      channel.pipeline().addBefore(StrictRequestDecoder.PIPELINE_NAME, null, handler);
      handler.begin(refusal);
    }
  }

  private void begin(Refusal refusal) {
    context.channel().config().setAutoRead(true);
    timer = context.executor().schedule(this::end, MAX_SECONDS, TimeUnit.SECONDS);
    var _ =
        context
            .writeAndFlush(Unpooled.copiedBuffer(refusal.message(), StandardCharsets.ISO_8859_1))
            .addListener(this::written);
  }

  private void written(Future<?> result) {
    SslHandler tls = context.pipeline().get(SslHandler.class);
    if (!result.isSuccess()) {
      end();
    } else if (tls == null) {
      shutDownOutput();
    } else {
      // Without this the client could not tell the end from a connection that was cut.
      var _ = tls.closeOutbound().addListener(_ -> shutDownOutput());
    }
  }

  private void shutDownOutput() {
    if (context.channel() instanceof DuplexChannel socket) {
      var _ = socket.shutdownOutput();
    }
  }

  private void end() {
    if (!over) {
      over = true;
      var _ = context.close(heldClose == null ? context.newPromise() : heldClose);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    this.context = context;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes) {
      discarded += bytes.readableBytes();
    }
    ReferenceCountUtil.release(message);
    if (discarded > MAX_BYTES) {
      end();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    timer.cancel(false);
    context.fireChannelInactive();
  }

  /** Whoever else still answers the refused request is late. */
  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    ReferenceCountUtil.release(message);
    promise.trySuccess();
  }

  /** Keeps others, who know that the request failed, from closing before the client has read. */
  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    if (over || heldClose != null) {
      var _ = context.close(promise);
    } else {
      heldClose = promise;
    }
  }
}
