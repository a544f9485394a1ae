package dev.ddblocal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A client over TLS, to which any certificate is good. */
final class TlsClient {
  private TlsClient() {}

  /** Connects without a session of before, so that the server shows its certificate. */
  static RawConnection connect(int port) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustAnybody()}, new SecureRandom());
      return new RawConnection(port, context.getSocketFactory());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Connects to the main port. */
  static RawConnection connect(FrontDoorFixture door) {
    return connect(door.frontDoor().port());
  }

  /** The certificates that the server has shown, its own first. */
  static List<Certificate> chainOn(RawConnection connection) {
    try {
      return List.of(((SSLSocket) connection.socket()).getSession().getPeerCertificates());
    } catch (SSLPeerUnverifiedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The certificate that a new connection is shown, on which a call succeeds. */
  static Certificate certificateOf(FrontDoorFixture door) {
    try (RawConnection connection = connect(door)) {
      assertEquals(200, connection.send(FrontDoorFixture.call("", "{}")).read().status());
      return chainOn(connection).getFirst();
    }
  }

  /** Connections of tests end at loopback; whom they trust does not matter. */
  private static final class TrustAnybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
